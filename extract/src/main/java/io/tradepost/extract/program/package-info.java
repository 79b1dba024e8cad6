/**
 * The program that reads documents. It is started with bounds on its memory and priority, asks nobody anything, opens no
 * connection and starts no other program; it ends when its standard input does, whatever it is doing then.
 *
 * <p>Which formats are read is a list ({@link io.tradepost.extract.program.Formats}), not whatever stands on the class
 * path.
 */
@NullMarked
package io.tradepost.extract.program;

import org.jspecify.annotations.NullMarked;
