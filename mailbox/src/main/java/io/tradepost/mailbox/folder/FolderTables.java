package io.tradepost.mailbox.folder;

import java.util.List;

/** What of this package Hibernate must know. */
public final class FolderTables {
    private FolderTables() {}

    /** The classes of rows. */
    public static List<Class<?>> modelled() {
        return List.of(FolderRow.class, AnnotationRow.class, SubscriptionRow.class, FirstFoldersRow.class);
    }
}
