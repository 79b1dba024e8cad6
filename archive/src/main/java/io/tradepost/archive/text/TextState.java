package io.tradepost.archive.text;

import io.tradepost.archive.Searchable;
import java.util.List;

/**
 * What is known of an attachment's text without opening it.
 *
 * @param reasons why it can't be searched in full; empty if it can
 */
public record TextState(Searchable searchable, List<String> reasons) {}
