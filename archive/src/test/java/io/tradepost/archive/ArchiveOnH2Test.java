package io.tradepost.archive;

class ArchiveOnH2Test extends ArchiveContract {
    @Override
    ArchiveSettings settings() {
        return ArchiveSettings.embedded(folder.resolve("archive"));
    }

    @Override
    void deleteDerived() {
        super.deleteDerived();
        deleteTree(settings().folder().resolve("catalog"));
    }
}
