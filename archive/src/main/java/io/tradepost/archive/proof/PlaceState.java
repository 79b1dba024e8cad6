package io.tradepost.archive.proof;

/**
 * How it stands with a second place.
 *
 * @param name      the place
 * @param state     {@code ok}, or why it could not be brought up to date, or how it contradicts the journal
 * @param published records that the newest checkpoint there speaks of, as far as is known since the start; 0 for none
 * @param diverged  whether it contradicts the journal: one of the two was changed or put back
 */
public record PlaceState(String name, String state, long published, boolean diverged) {
    /** Whether it is up to date, or was when last tried. */
    public boolean ok() {
        return state.equals("ok");
    }
}
