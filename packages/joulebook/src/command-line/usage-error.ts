import type { Command, CommanderError } from "commander";

/** A command line that could not be understood: what commander says, and the command at which it stopped. */
export class UsageError extends Error {
  override readonly cause: CommanderError;
  readonly command: Command;
  constructor(cause: CommanderError, command: Command) {
    super(cause.message);
    this.name = "UsageError";
    this.cause = cause;
    this.command = command;
  }
}
