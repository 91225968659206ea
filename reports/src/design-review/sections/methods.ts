import { md, type Section } from "@joulebook/report";

/** The equations behind every number, and the references. */
export function methodsSection(): Section {
  return {
    id: "methods",
    title: "Methods",
    blocks: [
      {
        kind: "text",
        text: md`**Energy.** A run of the benchmark gives the mean power $\bar P$ at the wall plug, sampled once a second for at least ten minutes, and the rate $q$ at which single images were classified one after the other. The energy of one inference, idle power included, is`,
      },
      { kind: "equation", id: "energy", tex: "E = \\frac{\\bar P}{q}." },
      {
        kind: "text",
        text: md`**Average power.** A board that classifies $r$ images a second and waits in between, with idle power $P_0$ and a mean latency $t$, draws on average`,
      },
      { kind: "equation", id: "power", tex: "P(r) = P_0 + r\\,(E - P_0\\,t), \\qquad r\\,t \\le 1," },
      {
        kind: "text",
        text: md`because $E$ contains the idle power during the inference already. A battery of capacity $C$, used to a depth $d$ with efficiency $\eta$, feeds it for`,
      },
      { kind: "equation", id: "battery", tex: "T = \\frac{C\\,d}{P(r)/\\eta + P_{\\text{self}}}." },
      {
        kind: "text",
        text: md`Two designs with idle powers $P_1, P_2$ and energies above idle $E'_1 = E_1 - P_1 t_1$ and $E'_2$ draw the same at the crossover rate {ref:shirvani}`,
      },
      {
        kind: "equation",
        id: "crossover",
        tex: "r_\\times = \\frac{P_2 - P_1}{E'_1 - E'_2}, \\qquad 0 < r_\\times \\le \\min(1/t_1, 1/t_2).",
      },
      {
        kind: "text",
        text: md`**Choice.** Let $x_i$ be the cost of candidate $i$ on the axis of the budget $B$ (its energy, or its average power), and $A_i$ its accuracy. A candidate lies on the Pareto front if no other is at least as accurate for at most its cost and better in one of the two. The single choice is the most accurate candidate with $x_i \le B$ that meets the limits; of equals, the cheapest. The mix serves a share $p$ of the inferences with a second candidate,`,
      },
      { kind: "equation", id: "mix", tex: "p = \\frac{B - x_a}{x_b - x_a}, \\qquad A = (1-p)\\,A_a + p\\,A_b," },
      {
        kind: "text",
        text: md`where $a$ and $b$ are the corners of the upper concave hull of all candidates on either side of $B$. This is the optimum of the linear programme that maximises mean accuracy under a mean budget. The gap of a choice is`,
      },
      { kind: "equation", id: "gap", tex: "g = \\frac{\\lvert x - B\\rvert}{B}." },
      {
        kind: "text",
        text: md`**Price of accuracy.** Between neighbours of the front, and between corners of its hull, the marginal energy is`,
      },
      { kind: "equation", id: "marginal", tex: "\\frac{\\Delta E}{\\Delta A} = \\frac{E_{i+1} - E_i}{A_{i+1} - A_i}." },
      {
        kind: "text",
        text: md`**Cost model.** With the curve $E/E_{\max} = a\,e^{bA}$, fitted by least squares in the unit of the cost, the cost ({eq:cost}) is least at`,
      },
      { kind: "equation", id: "optimum", tex: "A^* = \\frac{1}{b}\\,\\ln\\frac{1-\\alpha}{\\alpha\\,a\\,b}," },
      {
        kind: "text",
        text: md`moved into the accuracies of the front where it lies outside. The best member is found by computing the cost of each.`,
      },
      {
        kind: "text",
        text: md`**Sizes.** The trend $S = a\,e^{bA}$ is the straight line through $(A, \ln S)$ by least squares; $R^2$ and the factor of scatter are those of $\ln S$.`,
      },
      {
        kind: "text",
        text: md`**Errors.** The true energy of candidate $i$ is taken as $E_i(1 + s\,u_i)$ with $u_i$ uniform between −1 and 1 and $s$ the largest error: one $u$ for all candidates, or one for each from a stream seeded by the review's seed. The choice is made anew on the true energies.`,
      },
      {
        kind: "text",
        text: md`**Predictions.** The logarithms of a board's energies are Gaussian around the mean of the other boards, up to the board's own scale, with the covariance of what the other boards deviate, and a smooth part in the size of the models; measured models are those that leave the least variance. With an interval $[E_l, E_h]$ that holds 80 % of the energies, an energy is planned at the confidence $c$ as`,
      },
      {
        kind: "equation",
        id: "confidence",
        tex: "E\\,\\exp\\left(z_c\\,\\frac{\\ln(E_h/E)}{z_{0.9}}\\right), \\qquad \\Phi(z_c) = c.",
      },
      {
        kind: "text",
        text: md`That measured models trade accuracy against energy with a steeply rising price, and that the choice under a budget should be made from measurements, is the argument of Hanafy et al. {ref:hanafy}; the cost of a decision as a function of its accuracy is modelled by Merkel {ref:merkel}.`,
      },
    ],
    sections: [{ id: "references", title: "References", blocks: [{ kind: "references" }] }],
  };
}
