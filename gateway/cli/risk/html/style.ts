/** How the report looks: no file beside it, readable on paper as well. */
export const style = `
:root { --ink: #1d2530; --soft: #5b6675; --line: #dde3ea; --alone: #c8372d; --few: #e8a13a; --many: #4f8fba; --page: #fff; --card: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebf1; --soft: #9aa7b5; --line: #36404c; --alone: #ef6b60; --few: #f0b455; --many: #6fb0dc; --page: #161b21; --card: #1f262e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 32px 24px 64px; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 48px 0 4px; padding-top: 20px; border-top: 2px solid var(--line); }
p { margin: 6px 0; }
.soft, figcaption, dt { color: var(--soft); }
dl.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin: 12px 0; }
dl.facts div { display: flex; gap: 8px; } dd { margin: 0; }
code { font: 13px ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 12px; margin: 18px 0; }
.card { background: var(--card); border-radius: 8px; padding: 12px 16px; }
.card b { display: block; font-size: 24px; line-height: 1.3; } .card i { font-style: normal; font-weight: 600; }
.card p { margin: 2px 0 0; color: var(--soft); font-size: 13px; }
.pictures { display: grid; grid-template-columns: 260px 1fr; gap: 32px; align-items: start; }
@media (max-width: 760px) { .pictures { grid-template-columns: 1fr; } }
figure { margin: 14px 0; } svg { width: 100%; height: auto; display: block; } .people svg { max-width: 260px; }
figcaption { font-size: 14px; margin-bottom: 8px; } .people figcaption { margin: 10px 0 0; }
svg text { fill: var(--ink); font-size: 13px; } svg text.small { fill: var(--soft); font-size: 11px; }
.alone { fill: var(--alone); } .few { fill: var(--few); } .many { fill: var(--many); }
.axis, .grid { stroke: var(--line); } .error { stroke: var(--ink); stroke-width: 2; }
line.now { stroke: var(--alone); stroke-dasharray: 4 3; } svg text.now { fill: var(--alone); font-size: 12px; }
.way { stroke: var(--line); stroke-width: 3; } circle.only { fill: var(--soft); } circle.without { fill: var(--many); } rect.step { fill: none; stroke: var(--few); stroke-width: 2.5; }
.key { margin-right: 16px; white-space: nowrap; font-size: 13px; color: var(--soft); }
.key::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 2px; background: var(--many); }
.key.alone::before { background: var(--alone); } .key.few::before { background: var(--few); }
.key.only::before { border-radius: 50%; background: var(--soft); } .key.without::before { border-radius: 50%; } .key.step::before { background: none; border: 2.5px solid var(--few); }
table { border-collapse: collapse; width: 100%; margin: 16px 0; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; } .notes { background: var(--card); border-radius: 8px; padding: 12px 16px; font-size: 14px; }
`;
