package io.tradepost.archive.catalog;

import io.tradepost.archive.CatalogSettings;

class CatalogOnH2Test extends CatalogContract {
    private int databases;

    @Override
    CatalogSettings emptyDatabase() {
        String file = folder.resolve("h2-" + databases++).resolve("catalog").toString();
        // AUTO_SERVER lets the test look into the file while the catalog has it open.
        return new CatalogSettings("jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE", "sa", "", 4);
    }
}
