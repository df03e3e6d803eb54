/** What the operator asks of a job, and gives to it. */
@NullMarked
package dev.plimsoll.serve.job;

import org.jspecify.annotations.NullMarked;
