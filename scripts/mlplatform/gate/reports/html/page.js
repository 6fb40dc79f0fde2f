
"use strict";
(() => {
  const PAGE = 100;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  document.documentElement.classList.add("js");

  const form = byId("filter");
  const search = byId("search");
  const list = byId("passes-list");
  const rows = byId("passes-rows");
  const more = byId("passes-more");
  const format = (number) => number.toLocaleString("en-GB");

  const items = [...document.querySelectorAll(".item")].map((node) => ({ node, text: "", ...node.dataset }));
  const groups = [...document.querySelectorAll(".group")];
  const passes = data.passes.map(([control, place, address, reason]) => ({
    control, address, reason, text: "", status: "pass", severity: data.severities[control],
    plan: data.plans[place][0], environment: data.plans[place][1],
  }));
  let fitting = passes;
  let shown = 0;

  const textOf = (item) => {
    if (!item.text) {
      const group = item.node && item.node.closest(".group");
      const about = group ? group.querySelector("summary").textContent : "";
      const own = item.node ? item.node.textContent : `${item.control} ${item.plan} ${item.environment} ${item.address} ${item.reason}`;
      item.text = `${about} ${own}`.toLowerCase();
    }
    return item.text;
  };

  const wanted = () => {
    const fields = ["status", "severity", "control", "environment", "plan"]
      .map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return (item) => fields.every(([name, value]) => item[name] === value)
      && (!words.length || words.every((word) => textOf(item).includes(word)));
  };

  const listPasses = (restart) => {
    if (!list || !list.open) return;
    if (restart) {
      rows.replaceChildren();
      shown = 0;
    }
    const part = document.createDocumentFragment();
    for (const pass of fitting.slice(shown, shown + PAGE)) {
      const row = document.createElement("tr");
      for (const [text, code] of [[pass.control, true], [pass.address, true], [pass.plan, true]]) {
        const cell = document.createElement("td");
        const inner = code ? cell.appendChild(document.createElement("code")) : cell;
        inner.textContent = text;
        row.append(cell);
      }
      if (pass.reason) {
        row.children[1].append(` ${pass.reason}`);
      }
      part.append(row);
    }
    rows.append(part);
    shown = rows.children.length;
    more.hidden = shown >= fitting.length;
    more.textContent = `Show ${format(Math.min(PAGE, fitting.length - shown))} more of ${format(fitting.length)}`;
  };

  const apply = () => {
    const fits = wanted();
    const counted = { findings: [0, 0], exceptions: [0, 0] };
    for (const item of items) {
      const fit = fits(item);
      const count = counted[item.status === "excepted" ? "exceptions" : "findings"];
      count[1] += 1;
      count[0] += fit ? 1 : 0;
      if (item.node.hidden === fit) item.node.hidden = !fit;
    }
    for (const group of groups) group.hidden = !group.querySelector(".item:not([hidden])");
    byId("nothing").hidden = counted.findings[0] > 0 || counted.findings[1] === 0;
    fitting = passes.filter(fits);
    byId("shown").textContent = `${format(counted.findings[0])} of ${format(counted.findings[1])} findings, `
      + `${format(counted.exceptions[0])} of ${format(counted.exceptions[1])} exceptions, `
      + `${format(fitting.length)} of ${format(passes.length)} passes`;
    if (list) {
      byId("passes-count").textContent = fitting.length === 1 ? "1 answer" : `${format(fitting.length)} answers`;
      if (form.elements.status.value === "pass") list.open = true;
      listPasses(true);
    }
  };

  let waiting = 0;
  form.hidden = false;
  if (list) {
    list.hidden = false;
    list.addEventListener("toggle", () => { if (!shown) listPasses(true); });
    more.addEventListener("click", () => listPasses(false));
  }
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 60); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply, 0));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search && search.value) {
      event.preventDefault();
      search.value = "";
      apply();
    }
  });

  byId("matrix").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-control]");
    if (!link) return;
    form.reset();
    for (const name of ["control", "environment", "status"]) form.elements[name].value = link.dataset[name];
    apply();
  });

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")].filter((node) => node !== list);
    for (const node of folded) node.open = true;
  });
  addEventListener("afterprint", () => { for (const node of folded) node.open = false; });

  apply();
})();
