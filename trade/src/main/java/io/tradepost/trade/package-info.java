/** placeholder */
@org.jspecify.annotations.NullMarked
package io.tradepost.trade;
