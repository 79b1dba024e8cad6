package io.tradepost.server.james;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MessageParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Charsets that James brings along decode strangers' mail too. */
class HostileCharsetTest {
    @Test
    void bytesOnWhichACharsetsOwnDecoderFailsAreReadAsWellAsTheyCanBe() {
        assertThat(Charset.isSupported("utf-7"))
                .as("James brings a decoder of UTF-7")
                .isTrue();
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes("Subject: x\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nfindable +"
                .getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(new byte[] {(byte) 0xc2, (byte) 0xb5, 'A', (byte) 0xff, '-'});
        assertThat(MessageParser.parse(Content.of(mail.toByteArray())).text()).contains("findable");
    }
}
