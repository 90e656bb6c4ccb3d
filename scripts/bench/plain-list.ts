/**
 * Runs in an empty page of the same origin: follows the same stream in a table of fifty rows of plain text, with
 * nothing but the DOM. It is what this machine can do at best, for the product to be compared with.
 */
export function followPlainly(): void {
  type Row = {
    id: string;
    createdAt: string;
    status: string;
    to: string;
    from: string;
    events: unknown[];
  };
  const LENGTH = 50;
  const main = document.body.appendChild(document.createElement("main"));
  const list = main.appendChild(document.createElement("table")).createTBody();
  const standing = new Map<string, { row: HTMLTableRowElement; version: number }>();

  const fill = (row: HTMLTableRowElement, { status, to, from, createdAt }: Row) => {
    const word = status.charAt(0).toUpperCase() + status.slice(1);
    for (const [index, text] of [word, to, from, createdAt].entries()) {
      const cell = row.cells[index];
      if (cell?.firstElementChild) cell.firstElementChild.textContent = text;
      else if (cell) cell.textContent = text;
    }
  };
  const add = (message: Row) => {
    const row = document.createElement("tr");
    row.dataset.row = message.id;
    for (let index = 0; index < 4; index += 1) row.insertCell();
    const link = row.cells[0]?.appendChild(document.createElement("a"));
    link?.setAttribute("data-row-link", "");
    fill(row, message);
    const below = [...list.rows].find(
      (other) => (other.cells[3]?.textContent ?? "") < message.createdAt,
    );
    list.insertBefore(row, below ?? null);
    standing.set(message.id, { row, version: message.events.length });
    const last = list.rows[LENGTH];
    if (!last) return;
    last.remove();
    standing.delete(last.dataset.row ?? "");
  };

  new EventSource("/api/live").addEventListener("messages", (event) => {
    const { rows } = JSON.parse(event.data) as { rows: Row[] };
    for (const message of rows) {
      const known = standing.get(message.id);
      if (!known) add(message);
      else if (message.events.length > known.version) {
        known.version = message.events.length;
        fill(known.row, message);
      }
    }
  });
}
