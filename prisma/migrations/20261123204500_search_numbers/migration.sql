-- The beginning of a number, and its end.
CREATE INDEX "messages_by_digits" ON "messages"("to_digits");
CREATE INDEX "messages_by_digits_reversed" ON "messages"(reverse("to_digits"));
