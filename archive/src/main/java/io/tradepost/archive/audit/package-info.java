/**
 * The audit as people ask it: who did what, to what, when. What is asked is itself an act and is recorded. Refusals that a
 * stranger can cause at will are recorded in bounded number, each with how many were left out before it.
 */
@NullMarked
package io.tradepost.archive.audit;

import org.jspecify.annotations.NullMarked;
