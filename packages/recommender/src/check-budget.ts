import { type Budget, InputError, type Problem } from "@joulebook/core";

/**
 * Checks the numbers of a budget that did not come from text (text is checked where it is parsed).
 *
 * @throws InputError naming every number that makes no sense
 */
export function checkBudget(budget: Budget): void {
  const problems: Problem[] = [];
  const check = (name: string, value: number | undefined, unit: string): void => {
    if (value === undefined || (value > 0 && Number.isFinite(value))) return;
    problems.push({
      code: "bad-budget",
      message: `request.budget.${name}: got ${value}`,
      expected: `a number of ${unit} above 0`,
    });
  };
  const share = (name: string, value: number | undefined, zero: boolean): void => {
    if (value === undefined || (value <= 1 && (value > 0 || (zero && value === 0)))) return;
    problems.push({
      code: "bad-budget",
      message: `request.budget.${name}: got ${value}`,
      expected: "a fraction up to 1",
    });
  };
  if (budget.kind === "inference") check("energy", budget.energy, "joules");
  else check("rate", budget.rate, "inferences per second");
  if (budget.kind === "power") check("power", budget.power, "watts");
  if (budget.kind === "window") {
    check("energy", budget.energy, "joules");
    check("duration", budget.duration, "seconds");
  }
  if (budget.kind === "battery") {
    check("lifetime", budget.lifetime, "seconds");
    check("battery.capacity", budget.battery.capacity, "joules");
    share("battery.depthOfDischarge", budget.battery.depthOfDischarge, false);
    share("battery.efficiency", budget.battery.efficiency, false);
    share("battery.selfDischargePerMonth", budget.battery.selfDischargePerMonth, true);
  }
  if (problems.length > 0) throw new InputError(problems);
}
