/**
 * The register of monitoring notices: which person was told when, by which version of which text, that the company archives
 * and may review their mail. Records of kind 11; what a person once accepted stays on record when the text changes.
 */
@NullMarked
package io.tradepost.archive.notice;

import org.jspecify.annotations.NullMarked;
