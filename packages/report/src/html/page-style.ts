/**
 * The house style of reports: serif text, sans-serif heads and tables, A4 pages.
 *
 * Headings have padding above, because letters that reach out of their line box at the top of a page are painted on the
 * page before as well (cut off there), and Chromium then writes the heading twice into the outline.
 */
export function pageStyle(runningHead: string): string {
  return `${shared}\n${screen}\n${print(cssString(runningHead))}`;
}

const sans = `"Source Sans 3",KaTeX_Main,sans-serif`;
const serif = `"Source Serif 4",KaTeX_Main,serif`;

const shared = `
:root{--ink:#1a1a1a;--soft:#5a5a5a;--line:#c9c9c9;--accent:#0072b2;--warn:#d55e00;--good:#009e73}
*{box-sizing:border-box}
html{color:var(--ink);background:#fff;font:400 10pt/1.45 ${serif};font-variant-numeric:lining-nums;hyphens:manual}
body{margin:0}
h1,h2,h3,h4{font-family:${sans};font-weight:600;line-height:1.2;padding-top:.2em;break-after:avoid;text-wrap:balance}
h1{font-size:30pt;font-weight:700;letter-spacing:-.01em;margin:0}
h2{font-size:17pt;margin:0 0 .55em}
h3{font-size:12.5pt;margin:1.5em 0 .4em}
h4{font-size:10.5pt;margin:1.2em 0 .3em}
section+section>h2{margin-top:1.6em}
.section-number{color:var(--accent);margin-right:.35em}
p{margin:0 0 .65em;orphans:3;widows:3;text-wrap:pretty}
ul,ol{margin:.2em 0 .7em;padding-left:1.35em}
li{margin:.12em 0}
a{color:var(--accent);text-decoration:none}
code{font:400 .86em "Source Code Pro",monospace;overflow-wrap:anywhere}
strong{font-weight:600}
.small{font-size:8.8pt;line-height:1.4}
.small li{margin:.2em 0}
.caption,.table-note,table,.callout-title,.facts dt,.key-numbers,.made,.contents,.subtitle,.date{font-family:${sans}}
.caption{font-size:9pt;line-height:1.35;color:var(--soft);break-inside:avoid}
.caption .label{font-weight:600;color:var(--ink)}
figure{margin:1.1em 0 1.3em;break-inside:avoid}
figure .caption{margin:.35em 0 0}
.picture{width:100%}
.picture svg{display:block;width:100%;height:auto}
.empty-figure{border:1px dashed var(--line);padding:2em;text-align:center;color:var(--soft);font-family:${sans}}
.table{margin:1.1em 0 1.3em}
.table>.caption{margin:0 0 .35em;break-after:avoid}
.table-note{font-size:8.5pt;line-height:1.35;color:var(--soft);margin:.4em 0 0}
table{border-collapse:collapse;width:100%;font-size:8.8pt;line-height:1.3;font-variant-numeric:tabular-nums lining-nums}
thead{display:table-header-group}
thead tr{border-top:1.2pt solid var(--ink);border-bottom:.6pt solid var(--ink)}
tbody tr:last-child{border-bottom:1.2pt solid var(--ink)}
tr{break-inside:avoid}
th{font-weight:600;text-align:left;vertical-align:bottom}
th .unit{font-weight:400;color:var(--soft);white-space:nowrap}
th,td{padding:.28em .55em .28em 0}
th:last-child,td:last-child{padding-right:0}
th.number,td.number{text-align:right;padding-left:.55em}
td{vertical-align:top;overflow-wrap:anywhere}
.number+.text{padding-left:1.7em}
.short{white-space:nowrap}
td.long{min-width:11em}
.keep{break-inside:avoid}
.dense table{font-size:7.8pt;line-height:1.25}
.dense th,.dense td{padding-top:.16em;padding-bottom:.16em}
tbody tr+tr{border-top:.3pt solid #e4e4e4}
tr.emphasis td{font-weight:600;background:#eaf3f9}
.equation{position:relative;margin:.7em 0;break-inside:avoid}
.equation .katex-display{margin:0}
.equation-number{position:absolute;right:0;top:50%;transform:translateY(-50%)}
.katex{font-size:1.06em}
.callout{margin:1em 0;padding:.7em 1em .35em;border-left:3pt solid var(--accent);background:#f3f7fa;break-inside:avoid}
.callout.warning{border-color:var(--warn);background:#fcf5ef}
.callout.answer{border-color:var(--good);background:#eff8f5;font-size:11pt}
.callout-title{font-weight:600;margin:0 0 .25em;break-after:avoid}
.callout ul{margin-bottom:.4em}
.facts{margin:1em 0}
.facts>div{display:grid;grid-template-columns:11em 1fr;gap:0 1.2em;padding:.3em 0;border-top:.3pt solid var(--line);break-inside:avoid}
.facts>div:last-child{border-bottom:.3pt solid var(--line)}
.facts dt{font-weight:600;font-size:9.2pt}
.facts dd{margin:0}
.key-numbers{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:1.2em;margin:1.1em 0;break-inside:avoid}
.key-numbers>div{border-top:1.2pt solid var(--ink);padding-top:.4em}
.key-numbers p{margin:0}
.key-name{font-size:8.8pt;color:var(--soft)}
.key-value{font-size:21pt;font-weight:600;line-height:1.15;letter-spacing:-.01em;white-space:nowrap}
.key-value .unit{font-size:13pt;font-weight:400;margin-left:.1em}
.key-note{font-size:8.8pt;line-height:1.3;color:var(--soft)}
.references{padding-left:1.6em;font-size:9.4pt}
.references li{margin:.3em 0;break-inside:avoid}
.cover{display:flex;flex-direction:column}
.cover-title,.summary{max-width:100%}
.cover-title{border-top:4pt solid var(--accent);padding-top:1.2em}
.subtitle{font-size:14pt;color:var(--soft);margin:.5em 0 0;line-height:1.3;text-wrap:balance}
.date{margin:.8em 0 0;color:var(--soft)}
.summary{font-size:12pt;line-height:1.5}
.made{font-size:8.8pt;line-height:1.4;border-top:.6pt solid var(--ink);padding-top:.7em}
.made-title{font-weight:600;font-size:10.5pt;margin:0 0 .5em}
.made-columns{display:grid;grid-template-columns:1fr 1fr;gap:0 2.4em}
.made dl{margin:0 0 .9em}
.made dt,.made dd{margin:0}
.made-head{font-weight:600;color:var(--soft)}
.made dl>div{display:flex;justify-content:space-between;gap:1em;border-top:.3pt solid var(--line);padding:.12em 0;break-inside:avoid}
.made dd{text-align:right;overflow-wrap:anywhere}
.made-inputs dd{flex:none;max-width:100%}
.made code{font-size:7.2pt}
.made .note{color:var(--soft)}
.contents ul{list-style:none;margin:0 0 1em;padding:0}
.contents li{margin:0;break-inside:avoid}
.contents li.depth-1{font-weight:600;margin-top:.45em}
.contents li.depth-2{font-size:9.4pt}
.contents li.depth-3{font-size:9.4pt}
.contents-head{font-weight:600;color:var(--soft);margin:1.4em 0 .2em;break-after:avoid}
.contents a{color:inherit;display:flex;align-items:baseline}
.entry-number{flex:none;width:2.1em;color:var(--accent)}
.entry-title{flex:0 1 auto}
.leader{flex:1 0 1.5em;margin:0 .5em;border-bottom:.8pt dotted #9a9a9a;transform:translateY(-.25em)}
.entry-page{flex:none;min-width:1.6em;text-align:right;font-variant-numeric:tabular-nums}`;

const screen = `
@media screen{
html{font-size:11.5pt}
body{max-width:52rem;margin:0 auto;padding:3rem 1.25rem 6rem}
.cover{gap:2rem;margin-bottom:3rem}
.contents{margin-bottom:3rem}
section+section>h2{margin-top:2.6em}
details{font-family:${sans};font-size:9pt;margin-top:.4em}
summary{cursor:pointer;color:var(--accent)}
.scroll{max-height:24rem;overflow:auto;border:1px solid var(--line);padding:0 .6em}
.scroll thead{position:sticky;top:0;background:#fff}
.table{overflow-x:auto}
.key-numbers{grid-auto-flow:row;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
h1{font-size:2.2rem}
.made code{word-break:break-all}
.made-inputs>div{flex-wrap:wrap}
}`;

const print = (head: string): string => `
@page{size:A4;margin:24mm 22mm 22mm;
@top-left{content:${head};font:400 8.5pt ${sans};color:#5a5a5a;vertical-align:bottom;padding-bottom:5mm}
@bottom-right{content:counter(page);font:400 8.5pt ${sans};color:#5a5a5a;vertical-align:top;padding-top:5mm}}
@page cover{margin:22mm;@top-left{content:none}@bottom-right{content:none}}
@media print{
.cover{page:cover;break-after:page;height:252mm;justify-content:space-between}
.contents{break-after:page}
.new-page,.page-break{break-before:page}
.new-page>h2{margin-top:0!important}
a{color:inherit}
.cite,.xref{color:var(--accent)}
}`;

/** Text as a CSS string: every character that could end it is written as its code. */
function cssString(text: string): string {
  return `"${text.replace(/[^A-Za-z0-9 .,:()–-]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
