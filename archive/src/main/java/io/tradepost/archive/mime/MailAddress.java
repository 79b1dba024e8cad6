package io.tradepost.archive.mime;

/**
 * One mailbox of an address header.
 *
 * @param name    decoded display name; empty if none
 * @param address {@code local@domain} as written, the domain in lower case; may be malformed, empty if none was found
 */
public record MailAddress(String name, String address) {
    /** {@code Name <address>}, or whichever of the two there is. */
    public String display() {
        if (name.isEmpty()) {
            return address;
        }
        return address.isEmpty() ? name : name + " <" + address + ">";
    }
}
