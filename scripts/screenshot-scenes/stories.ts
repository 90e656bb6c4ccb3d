export type Told = {
  status: string;
  /** Seconds since submission. */
  at: number;
  params?: Record<string, string>;
  /** How often it comes, with the same idempotency token. */
  times?: number;
  /** Signed for this address instead, so that it is refused. */
  signedFor?: string;
};

export type StoryName =
  | "delivered"
  | "read"
  | "failed"
  | "conflict"
  | "unknown"
  | "late"
  | "noReceipt"
  | "recovered"
  | "scheduled"
  | "canceled"
  | "rejected"
  | "noAnswer"
  | "many"
  | "long"
  | "rightToLeft"
  | "arabic"
  | "emoji"
  | "longSender"
  | "quarantined"
  | "orphan"
  | "sending";

export type Story = {
  name?: StoryName;
  to: string;
  body?: string;
  service?: string;
  reference?: string;
  ageSeconds: number;
  /** Its callbacks as they arrive. */
  told: readonly Told[];
  answeredAfterSeconds?: number;
  sendInHours?: number;
  isCanceled?: boolean;
  /** It was read from Twilio at last. */
  isRead?: boolean;
  readAtSeconds?: number;
  /** Sent by somebody else: only its callbacks come. */
  isOrphan?: boolean;
};

const MINUTE = 60;
const HOUR = 3600;
const SERVICE = "MG51a000000000000000000000000a0001";
const OTHER_SERVICE = "MG51a000000000000000000000000a0002";
const ELSEWHERE = "https://hooks.northgate.example";

const APPOINTMENT =
  "Your appointment with Dr Okafor is tomorrow at 9:40. Reply C to confirm or M to move it.";
const PRESCRIPTION = "Your prescription is ready at Northgate Pharmacy until six.";
const LATE_DOCTOR = "Dr Lindqvist is running 25 minutes late today. Sorry to keep you waiting.";
const RESULTS = "Your lab results are in. Sign in to read them: ngate.example/r/8FQ2";
const CODE = "Your Northgate code is 482 913. It works for ten minutes.";
const FLU = "Flu shots are open to all patients from Monday, no appointment needed.";

/** The usual way of a message through a service, or from a number. */
function usual(sentAt: number, deliveredAt: number, readAt?: number): Told[] {
  return [
    { status: "sent", at: sentAt },
    { status: "delivered", at: deliveredAt },
    ...(readAt === undefined ? [] : [{ status: "read", at: readAt }]),
  ];
}

const queued = (at = 0.38): Told => ({ status: "queued", at });

/** One message for each thing that can become of one, the newest first. */
export const STORIES: readonly Story[] = [
  {
    name: "sending",
    to: "+16285550131",
    body: CODE,
    service: SERVICE,
    ageSeconds: 1.6,
    told: [queued(), { status: "sending", at: 0.9 }],
  },
  {
    to: "+14155550164",
    body: APPOINTMENT,
    service: SERVICE,
    ageSeconds: 6.4,
    told: [queued(), { status: "sent", at: 1.24 }],
  },
  {
    name: "read",
    to: "whatsapp:+919876555012",
    body: RESULTS,
    reference: "lab 20417",
    ageSeconds: 20 * MINUTE,
    told: usual(1.12, 1.944, 15 * MINUTE + 14.02),
  },
  {
    to: "+12125550117",
    body: APPOINTMENT,
    service: SERVICE,
    ageSeconds: 70,
    told: [queued(), ...usual(1.1, 2.914)],
  },
  {
    name: "failed",
    to: "+13055550175",
    body: FLU,
    ageSeconds: 3 * MINUTE,
    told: [
      { status: "sent", at: 0.98 },
      { status: "undelivered", at: 1.871, params: { ErrorCode: "30007" } },
    ],
  },
  {
    name: "delivered",
    to: "+447700900142",
    body: LATE_DOCTOR,
    service: OTHER_SERVICE,
    reference: "clinic day 23 Nov",
    ageSeconds: 4 * MINUTE,
    told: [
      queued(0.391),
      { status: "sent", at: 1.571 },
      { status: "delivered", at: 4.087, params: { RawDlrDoneDate: "2611240912" } },
    ],
  },
  {
    name: "late",
    to: "+16465550129",
    body: APPOINTMENT,
    service: SERVICE,
    ageSeconds: 6 * MINUTE,
    told: [
      queued(0.412),
      { status: "delivered", at: 1.944, times: 3 },
      { status: "sent", at: 3.102 },
    ],
  },
  {
    to: "whatsapp:+5511955550143",
    body: "How was your visit? Answer 1 to 5.",
    ageSeconds: 8 * MINUTE,
    told: [{ status: "failed", at: 0.688, params: { ErrorCode: "63016" } }],
  },
  {
    name: "conflict",
    to: "+14155550142",
    body: APPOINTMENT,
    service: SERVICE,
    ageSeconds: 14 * MINUTE,
    told: [
      queued(0.38),
      { status: "sending", at: 0.561 },
      {
        status: "undelivered",
        at: 3.666,
        times: 3,
        params: { ErrorCode: "30003", RawDlrDoneDate: "2611230558" },
      },
      { status: "sent", at: 9.412 },
      { status: "delivered", at: 448.123 },
    ],
  },
  {
    to: "+15035550188",
    body: PRESCRIPTION,
    service: SERVICE,
    ageSeconds: 16 * MINUTE,
    told: [queued(), ...usual(1.02, 2.22)],
  },
  {
    to: "+4915125550107",
    body: LATE_DOCTOR,
    ageSeconds: 19 * MINUTE,
    told: [
      { status: "sent", at: 1.4 },
      { status: "delivered", at: 62, times: 3 },
    ],
  },
  {
    name: "recovered",
    to: "+14155550121",
    body: "Please bring your insurance card tomorrow.",
    ageSeconds: 22 * MINUTE,
    told: [{ status: "sent", at: 1.31 }],
    isRead: true,
    readAtSeconds: 15 * MINUTE + 14,
  },
  {
    to: "+17025550190",
    body: PRESCRIPTION,
    service: SERVICE,
    ageSeconds: 26 * MINUTE,
    told: [
      queued(),
      { status: "sent", at: 1.2 },
      { status: "undelivered", at: 33.4, params: { ErrorCode: "30003" } },
    ],
  },
  {
    name: "quarantined",
    to: "+12125550177",
    body: PRESCRIPTION,
    service: SERVICE,
    ageSeconds: 31 * MINUTE,
    told: [
      queued(0.36),
      { status: "sending", at: 0.58 },
      { status: "sent", at: 1.33, signedFor: ELSEWHERE },
      { status: "delivered", at: 3.2, signedFor: ELSEWHERE },
    ],
  },
  {
    name: "unknown",
    to: "+525555550119",
    body: CODE,
    ageSeconds: 41 * MINUTE,
    told: [
      { status: "sent", at: 1.1 },
      { status: "held_by_carrier", at: 5.62, params: { HoldReason: "quiet hours" } },
    ],
  },
  {
    name: "emoji",
    to: "+353209155011",
    body: "🎉🎂 Happy birthday from all of us 👩‍⚕️👨‍👩‍👧‍👦 — your check-up is free this month 🩺",
    ageSeconds: 47 * MINUTE,
    told: usual(1.2, 3.4),
  },
  {
    name: "rightToLeft",
    to: "+972525550134",
    body: "שלום! התור שלך אצל ד״ר לוי נקבע למחר בשעה 9:40. השב C לאישור.",
    ageSeconds: 52 * MINUTE,
    told: usual(1.4, 5.9),
  },
  {
    name: "arabic",
    to: "+971505550118",
    body: "موعدك غدًا الساعة 9:40 صباحًا مع الدكتورة نور. أجب بنعم للتأكيد.",
    ageSeconds: 58 * MINUTE,
    told: usual(1.3, 4.1),
  },
  {
    name: "long",
    to: "+19175550123",
    body: `${"A very long reminder that goes on about everything there is to bring along. ".repeat(18)}Averylongwordthatdoesnotbreakanywhere${"x".repeat(120)}`,
    ageSeconds: 64 * MINUTE,
    told: usual(2.4, 9.1),
  },
  {
    name: "longSender",
    to: "rcs:+14155550143",
    ageSeconds: 71 * MINUTE,
    isOrphan: true,
    told: [
      {
        status: "sent",
        at: 0.1,
        params: { From: "rcs:northgate_clinic_reminders_ireland_4812" },
      },
      {
        status: "delivered",
        at: 2.2,
        params: { From: "rcs:northgate_clinic_reminders_ireland_4812" },
      },
    ],
  },
  {
    name: "noReceipt",
    to: "+19075550166",
    body: APPOINTMENT,
    service: SERVICE,
    ageSeconds: 82 * MINUTE,
    told: [queued(), { status: "sent", at: 1.42 }],
  },
  {
    name: "rejected",
    to: "+15007721610",
    body: FLU,
    ageSeconds: 88 * MINUTE,
    told: [],
  },
  {
    name: "noAnswer",
    to: "+14155550113",
    body: "Please bring your insurance card on Thursday.",
    ageSeconds: 94 * MINUTE,
    told: [],
  },
  {
    name: "scheduled",
    to: "+14155550151",
    body: "Today at 14:20: Dr Okafor. Reply M to move it.",
    service: SERVICE,
    ageSeconds: 2 * HOUR,
    sendInHours: 20,
    told: [],
  },
  {
    name: "canceled",
    to: "+14155550152",
    body: "Today at 15:00: Dr Lindqvist. Reply M to move it.",
    service: SERVICE,
    ageSeconds: 2.2 * HOUR,
    sendInHours: 21,
    isCanceled: true,
    readAtSeconds: 41.2,
    told: [],
  },
  {
    name: "orphan",
    to: "+12065550121",
    ageSeconds: 2.4 * HOUR,
    isOrphan: true,
    told: [
      { status: "sent", at: 0.2 },
      { status: "delivered", at: 2.71 },
    ],
  },
  {
    name: "many",
    to: "+12065550155",
    body: "A text of twenty segments: directions to each of our three houses, door by door.",
    ageSeconds: 2.6 * HOUR,
    told: Array.from({ length: 60 }, (_, index) => ({
      status: index < 20 ? "sending" : index < 40 ? "sent" : "delivered",
      at: 0.6 + index * 0.217,
    })),
  },
];

const AREA_CODES = ["212", "303", "312", "404", "415", "503", "612", "646", "718", "917"];
const BODIES = [APPOINTMENT, PRESCRIPTION, APPOINTMENT, LATE_DOCTOR, APPOINTMENT, FLU, CODE];

/** The rest of the morning, which went as it should. */
export const FILLERS: readonly Story[] = Array.from({ length: 44 }, (_, index) => ({
  to: `+1${AREA_CODES[index % 10]}55501${String(99 - index).padStart(2, "0")}`,
  body: BODIES[index % BODIES.length],
  service: index % 3 === 0 ? OTHER_SERVICE : SERVICE,
  ageSeconds: 2.8 * HOUR + index * 7.3 * MINUTE,
  told: [queued(), ...usual(0.9 + (index % 7) * 0.13, 1.9 + ((index * 37) % 23) * 0.41)],
}));
