package dev.plimsoll.integrations.wrong;

import dev.plimsoll.shell.CommandFailure;

/** Depends on the command line. */
record CommandUser(CommandFailure failure) {}
