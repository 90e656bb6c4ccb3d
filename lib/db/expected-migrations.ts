import "server-only";

/** The folders of prisma/migrations, which this build needs; a test holds the list against them. */
export const EXPECTED_MIGRATIONS = [
  "20261123000000_first_light",
  "20261123194557_send_details",
  "20261123203000_callbacks_page",
  "20261123204500_add_send_batches",
  "20261123204500_search_numbers",
  "20261123210000_add_sign_in",
  "20261123220253_mark_signed_refusals",
  "20261123220500_list_indexes",
  "20261123222000_add_privacy",
  "20261123222500_word_statistics",
  "20261123223500_count_from_index",
  "20261123225000_record_in_a_function",
  "20261123231000_rare_callbacks",
  "20261123231500_steady_lookups",
];
