package io.tradepost.mailbox.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * The words of one field of one segment, one behind the other in memory, to be looked through for a part of a word. Tens of
 * thousands of words are looked through in a millisecond, which no tree of words does for what stands inside them.
 */
final class SegmentWords {
    private static final Map<Key, SegmentWords> KEPT = new ConcurrentHashMap<>();
    private static final AtomicLong HELD = new AtomicLong();
    private static final long LEAST = 8L << 20;
    private static final long MOST = 64L << 20;
    private static final int SHARE_OF_HEAP = 16;
    private static final long CAPACITY = Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST, MOST);

    /** A zero byte, a term with its kind, and so on, and a zero byte at the end: a word's ends can be looked for. */
    private final byte[] words;

    private final int count;

    private SegmentWords(byte[] words, int count) {
        this.words = words;
        this.count = count;
    }

    private record Key(IndexReader.CacheKey segment, String field) {}

    /** Those of a segment, kept as long as the segment is open, unless too many are kept already. */
    static SegmentWords of(LeafReader segment, String field) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        Key key = new Key(helper.getKey(), field);
        SegmentWords known = KEPT.get(key);
        if (known != null) {
            return known;
        }
        SegmentWords made = read(segment, field);
        int size = made.words.length;
        if (HELD.addAndGet(size) > CAPACITY || KEPT.putIfAbsent(key, made) != null) {
            HELD.addAndGet(-size);
            return made;
        }
        helper.addClosedListener(closed -> {
            KEPT.remove(key);
            HELD.addAndGet(-size);
        });
        return made;
    }

    /** Bytes that all kept words take. */
    static long bytesKept() {
        return HELD.get();
    }

    private static SegmentWords read(LeafReader segment, String field) throws IOException {
        Terms terms = segment.terms(field);
        byte[] all = new byte[1 << 10];
        int size = 1;
        int count = 0;
        if (terms != null) {
            TermsEnum walk = terms.iterator();
            // The kinds that are looked through are the last ones.
            TermsEnum.SeekStatus found =
                    walk.seekCeil(new BytesRef(String.valueOf(io.tradepost.mailbox.search.Terms.WHOLE)));
            BytesRef term = found == TermsEnum.SeekStatus.END ? null : walk.term();
            while (term != null) {
                if (size + term.length + 1 > all.length) {
                    all = Arrays.copyOf(all, Math.max(all.length * 2, size + term.length + 1));
                }
                System.arraycopy(term.bytes, term.offset, all, size, term.length);
                size += term.length + 1;
                count++;
                term = walk.next();
            }
        }
        return new SegmentWords(Arrays.copyOf(all, size), count);
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Where the words begin that this is part of, in order. */
    int[] containing(String text) {
        return find(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where those begin that end so. */
    int[] endingWith(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(find(Arrays.copyOf(bytes, bytes.length + 1)))
                .filter(begin -> words[begin] == io.tradepost.mailbox.search.Terms.WHOLE
                        || words[begin] == io.tradepost.mailbox.search.Terms.TAIL)
                .toArray();
    }

    /** The term that begins there. */
    void term(int begin, BytesRef into) {
        int end = begin;
        while (words[end] != 0) {
            end++;
        }
        into.bytes = words;
        into.offset = begin;
        into.length = end - begin;
    }

    /** Horspool's search, which goes on behind each word that was found. */
    private int[] find(byte[] needle) {
        int length = needle.length;
        int[] skip = new int[256];
        Arrays.fill(skip, length);
        for (int i = 0; i < length - 1; i++) {
            skip[needle[i] & 0xff] = length - 1 - i;
        }
        int[] begins = new int[16];
        int found = 0;
        int at = 0;
        byte last = needle[length - 1];
        while (at <= words.length - length) {
            byte tail = words[at + length - 1];
            // A term's first letter is its kind, no part of the word.
            if (tail == last && matches(needle, at) && words[at - 1] != 0) {
                if (found == begins.length) {
                    begins = Arrays.copyOf(begins, found * 2);
                }
                begins[found++] = begin(at);
                at = end(at);
            } else {
                at += skip[tail & 0xff];
            }
        }
        return Arrays.copyOf(begins, found);
    }

    private boolean matches(byte[] needle, int at) {
        for (int i = needle.length - 2; i >= 0; i--) {
            if (words[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private int begin(int inside) {
        int begin = inside;
        while (words[begin - 1] != 0) {
            begin--;
        }
        return begin;
    }

    private int end(int inside) {
        int end = inside;
        while (words[end] != 0) {
            end++;
        }
        return end;
    }

    /** Whether a term has this behind its kind. */
    static boolean contains(BytesRef term, byte[] wanted) {
        int last = term.offset + term.length - wanted.length;
        for (int at = term.offset + 1; at <= last; at++) {
            int i = 0;
            while (i < wanted.length && term.bytes[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
