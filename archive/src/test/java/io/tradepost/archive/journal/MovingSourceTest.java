package io.tradepost.archive.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that moves between the look where it is and its opening. */
class MovingSourceTest {
    @TempDir
    Path folder;

    /** Says at each look the next place, and the last one from then on. */
    private static MovingSource moving(Path... places) {
        Iterator<Path> looks = List.of(places).iterator();
        Path last = places[places.length - 1];
        return new MovingSource(() -> new FileSource(looks.hasNext() ? looks.next() : last));
    }

    @Test
    void whatHasMovedMeanwhileIsReadWhereItIsNow() throws IOException {
        Path gone = folder.resolve("here");
        Path now = Files.write(folder.resolve("elsewhere"), new byte[] {1, 2, 3});
        assertThat(moving(gone, now).size()).isEqualTo(3);
        assertThat(moving(gone, now).exists()).isTrue();
        try (SegmentSource.Reader in = moving(gone, now).open()) {
            assertThat(in.bytes(0, 3)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatIsNowhereIsMissedAndNotLookedForForEver() throws IOException {
        Path gone = folder.resolve("here");
        assertThat(moving(gone, gone).exists()).isFalse();
        assertThatThrownBy(() -> moving(gone, gone).open()).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> moving(gone, folder.resolve("nor-there")).size())
                .isInstanceOf(NoSuchFileException.class);
    }
}
