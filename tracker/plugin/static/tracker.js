// Only what the pages also do without: n and p go to the next and the previous change, as their arrows do.
(() => {
  "use strict";
  const stops = Array.from(document.querySelectorAll("section[data-stop]"));
  const all = stops.length ? stops : Array.from(document.querySelectorAll("[data-stop]"));
  if (!all.length) return;
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    const stop = all[at];
    if (stop.tagName === "DETAILS") stop.open = true;
    history.replaceState(null, "", `#${stop.id}`);
    stop.scrollIntoView({ block: "start" });
    const name = stop.querySelector("a.label, summary");
    if (name) name.focus({ preventScroll: true });
  });
})();
