package io.tradepost.server.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown page. */
final class CodeBlocks {
    // CommonMark section 4.5; ours are fenced with three backticks, perhaps indented in a list.
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```([^\\n`]*)\\n(.*?)^ *```[ ]*$");

    private CodeBlocks() {}

    /**
     * A block.
     *
     * @param info what stands behind the opening fence, such as {@code sh run}
     * @param text without the list's indentation
     */
    record Block(String info, String text) {}

    static List<Block> in(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            String indentation = matcher.group(1);
            blocks.add(new Block(matcher.group(2).strip(), matcher.group(3).replaceAll("(?m)^" + indentation, "")));
        }
        return blocks;
    }

    /** The texts of the blocks with this info string. */
    static List<String> of(String page, String info) {
        return in(page).stream()
                .filter(block -> block.info().equals(info))
                .map(Block::text)
                .toList();
    }
}
