#!/usr/bin/env node
import { runCommandLine } from "./command-line/run-command-line.js";

void runCommandLine(process.argv.slice(2));
