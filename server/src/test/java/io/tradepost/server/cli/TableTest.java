package io.tradepost.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static List<String> print(Table table, int width) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        table.print(out, width);
        out.flush();
        return text.toString().lines().toList();
    }

    @Test
    void chineseTakesTwoCellsSoThatColumnsAlign() {
        List<String> lines =
                print(new Table("name", "x").row("张三", "1").row("Bob", "2").row("単雄信Ａ", "3"), 0);

        assertThat(lines).containsExactly("name      x", "张三      1", "Bob       2", "単雄信Ａ  3");
    }

    @Test
    void theLastColumnIsCutToTheTerminalAndNeverInAFile() {
        Table table = new Table("id", "subject").row("1", "关于订单 PO-2024-001 的确认函与发票以及装箱单");

        assertThat(print(table, 30).get(1)).isEqualTo("1   关于订单 PO-2024-001 的确…");
        assertThat(Table.cells(print(table, 30).get(1))).isLessThanOrEqualTo(30);
        assertThat(print(table, 0).get(1)).endsWith("装箱单");
    }

    @Test
    void whatStrangersWroteCannotCommandTheTerminal() {
        List<String> lines = print(new Table("subject").row("a\u001b[31mred\u0007\u202Egnp.exe\r\nb\u2028c"), 0);

        assertThat(lines).containsExactly("subject", "a [31mred  gnp.exe  b c");
    }
}
