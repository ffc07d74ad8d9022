"use strict";
for (const table of document.querySelectorAll("table.sort")) {
  const heads = Array.from(table.tHead.rows[0].cells), body = table.tBodies[0];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => {
        const cell = row.cells[column], text = cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
        const number = Number.parseFloat(text);
        return Number.isNaN(number) ? text : number;
      };
      const rows = Array.from(body.rows, (row) => [key(row), row]);
      const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b :
        typeof a === "number" ? 1 : typeof b === "number" ? -1 : a.localeCompare(b);
      rows.sort((a, b) => (up ? 1 : -1) * order(a[0], b[0]));
      body.append(...rows.map((pair) => pair[1]));
    });
  });
}
