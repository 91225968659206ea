import type { Figure } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { figureLayout } from "./figure-layout.js";
import { greys, okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { percent } from "./shown.js";

/** An exit with the shares of all inputs that leave there, answered rightly and wrongly. */
export interface FlowingExit {
  readonly name: string;
  readonly right: number;
  readonly wrong: number;
}

/** Where inputs leave an early-exit network: from exit to exit, and out of each, answered rightly or wrongly (Sankey). */
export function exitFlowFigure(exits: readonly FlowingExit[], head: Pick<Figure, "id" | "title" | "caption">): Figure {
  const columns = [
    { name: "exit", title: "Exit", unit: "" },
    { name: "arriving", title: "Arriving", unit: "%" },
    { name: "right", title: "Leaving, right", unit: "%" },
    { name: "wrong", title: "Leaving, wrong", unit: "%" },
  ];
  const units = { value: "%" };
  if (exits.length === 0) return emptyFigure({ ...head, units, columns }, "The network has no exit.");
  const right = exits.length;
  const wrong = exits.length + 1;
  let left = exits.reduce((sum, exit) => sum + exit.right + exit.wrong, 0);
  const arriving = exits.map((exit) => {
    const here = left;
    left -= exit.right + exit.wrong;
    return here;
  });
  const links = exits.flatMap((exit, k) => [
    ...(k < exits.length - 1
      ? [{ source: k, target: k + 1, value: arriving[k + 1] as number, color: "rgba(0,114,178,0.25)" }]
      : []),
    { source: k, target: right, value: exit.right, color: "rgba(0,158,115,0.35)" },
    { source: k, target: wrong, value: exit.wrong, color: "rgba(213,94,0,0.35)" },
  ]);
  const seen = links.filter(({ value }) => value > 0);
  return {
    ...head,
    units,
    data: [
      {
        type: "sankey",
        orientation: "h",
        arrangement: "snap",
        valueformat: ".2f",
        valuesuffix: " %",
        node: {
          label: [...exits.map(({ name }) => plotlyText(name)), "right", "wrong"],
          color: [...exits.map(() => okabeIto.blue), okabeIto.green, okabeIto.vermillion],
          line: { color: greys.axis, width: 0.5 },
          pad: 18,
          thickness: 14,
        },
        link: {
          source: seen.map(({ source }) => source),
          target: seen.map(({ target }) => target),
          value: seen.map(({ value }) => percent(value)),
          color: seen.map(({ color }) => color),
        },
      },
    ],
    layout: withoutPlot(figureLayout({ margin: { l: 16, r: 16, t: 16, b: 16, pad: 0 } })),
    table: {
      columns,
      rows: exits.map((exit, k) => [
        exit.name,
        percent(arriving[k] as number),
        percent(exit.right),
        percent(exit.wrong),
      ]),
    },
  };
}

/** There are no axes, so there is no plot to colour. */
function withoutPlot(whole: Figure["layout"]): Figure["layout"] {
  const { plot_bgcolor: _, ...layout } = whole;
  return layout;
}
