/** SPF against the published test suites and against this project's own cases. */
@NullMarked
package io.tradepost.domain.dns.spf;

import org.jspecify.annotations.NullMarked;
