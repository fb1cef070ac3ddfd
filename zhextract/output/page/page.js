"use strict";
for (const article of document.querySelectorAll("article")) {
  const marks = [...article.querySelectorAll("[data-facts]")];
  const rows = [...article.querySelectorAll("tbody tr")];
  const light = (fact) => {
    for (const mark of marks) mark.classList.toggle("lit", fact !== null && mark.dataset.facts.split(" ").includes(fact));
    for (const row of rows) row.classList.toggle("lit", row.dataset.fact === fact);
  };
  for (const amount of article.querySelectorAll(".quantity[tabindex]")) {
    const fact = amount.dataset.fact;
    amount.addEventListener("pointerenter", () => light(fact));
    amount.addEventListener("pointerleave", () => light(null));
    amount.addEventListener("focus", () => light(fact));
    amount.addEventListener("blur", () => light(null));
    amount.addEventListener("click", () => light(fact));
  }
  for (const row of rows) {
    row.addEventListener("pointerenter", () => light(row.dataset.fact));
    row.addEventListener("pointerleave", () => light(null));
    row.addEventListener("click", () => {
      const amount = article.querySelector(`.quantity[data-fact="${row.dataset.fact}"]`);
      if (!amount) return;
      amount.scrollIntoView({ block: "center", behavior: "smooth" });
      amount.focus({ preventScroll: true });
    });
  }
  const filter = article.querySelector(".filter");
  if (filter) {
    filter.addEventListener("input", () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
    });
  }
  for (const [column, heading] of [...article.querySelectorAll("th")].entries()) {
    heading.querySelector("button").addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      for (const other of article.querySelectorAll("th")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const key = (row) => row.children[column].dataset.key ?? row.children[column].textContent;
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y, "zh");
        return descending ? -order : order;
      });
      rows[0].parentNode.append(...sorted);
    });
  }
}
