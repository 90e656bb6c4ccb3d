import * as z from "zod";
import { ROLES, type Role } from "@/lib/domain/viewer";

export const MIN_PASSWORD_LENGTH = 12;
const MAX_PASSWORD_LENGTH = 128;
export const INVITATION_DAYS = 7;

export const roleSchema = z.enum(ROLES);
export const emailSchema = z
  .email("Write an email address, such as ada@example.com.")
  .max(254)
  .toLowerCase();
const nameSchema = z.string().trim().min(1, "Say what you are called.").max(100);
export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`);
const codeSchema = z.string().trim().min(1, "The code is missing.").max(200);

export const signInSchema = z.object({
  email: z.string().trim().min(1, "Write your email address.").max(254),
  password: z.string().min(1, "Write your password.").max(1_000),
  next: z.string().max(2_000).optional(),
});

export const setUpSchema = z.object({
  code: codeSchema,
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;

export const joinSchema = z.object({
  code: codeSchema,
  name: nameSchema,
  password: newPasswordSchema,
});
export type Join = z.infer<typeof joinSchema>;

export const changePasswordSchema = z.object({
  current: z.string().min(1, "Write your current password.").max(1_000),
  password: newPasswordSchema,
});

export const firstPasswordSchema = setUpSchema.omit({ code: true });

export const nothingSchema = z.undefined();

/** Whose account page it is. */
export type Account = { name: string; email: string; role: Role; hasPassword: boolean };

export const invitePersonSchema = z.object({ email: emailSchema, role: roleSchema });
export const changeRoleSchema = z.object({ id: z.string().min(1).max(64), role: roleSchema });
export const personIdSchema = z.object({ id: z.string().min(1).max(64) });

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.string(),
  lastSignInAt: z.string().nullable(),
  isSelf: z.boolean(),
  /** Whether who looks may change the role or remove. */
  isChangeable: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  expiresAt: z.string(),
  isExpired: z.boolean(),
});

export const peopleSchema = z.object({
  people: z.array(personSchema),
  invitations: z.array(invitationSchema),
  /** Roles that who looks may hand out. */
  grantable: z.array(roleSchema),
});
export type People = z.infer<typeof peopleSchema>;

/** The link's path with its code; shown once. */
export type NewInvitation = { email: string; path: string };
