"use client";

let isPressed = false;

if (typeof window !== "undefined") {
  window.addEventListener(
    "pointerdown",
    () => {
      isPressed = true;
    },
    true,
  );
  for (const end of ["pointerup", "pointercancel"] as const) {
    window.addEventListener(
      end,
      () => {
        isPressed = false;
      },
      true,
    );
  }
}

/**
 * Runs `work` now, or, while a pointer is down, once it is up again: a field that grows when it loses the focus would
 * else move away the very control that is being pressed, and the press would be lost.
 */
export function afterPress(work: () => void): void {
  if (!isPressed) {
    work();
    return;
  }
  window.addEventListener("pointerup", () => setTimeout(work), { once: true });
}
