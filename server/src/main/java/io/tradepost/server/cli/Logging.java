package io.tradepost.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the program's log goes: for the server into {@code DATA/log/tradepost.log}, kept a fortnight; for short commands
 * nowhere, since what a person must know is said to them, unless they ask with {@code --debug}.
 */
final class Logging {
    private static final String PATTERN =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level [%thread] %logger{36} %msg %kvp%n%ex";
    private static final String LARGEST_FILE = "100MB";
    private static final int DAYS = 14;

    private Logging() {}

    /** Says nothing. */
    static void quiet() {
        root(Level.OFF);
    }

    /** Says everything from warnings up on standard error. */
    static void toStandardError() {
        LoggerContext context = context();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        start(context, console);
        root(Level.WARN).addAppender(console);
    }

    /**
     * Leads what libraries log by java.util.logging to the same place; else it would appear on the terminal. Called only
     * before rooms are opened: a forwarded command has no such library.
     */
    static void catchOthers() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Writes to the file. */
    static void toFile(Path folder) {
        catchOthers();
        LoggerContext context = context();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(folder.resolve("tradepost.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                folder.resolve("tradepost.%d{yyyy-MM-dd}.%i.log.gz").toString());
        rolling.setMaxFileSize(FileSize.valueOf(LARGEST_FILE));
        rolling.setMaxHistory(DAYS);
        rolling.start();
        file.setRollingPolicy(rolling);
        start(context, file);
        root(Level.INFO).addAppender(file);
        // These tell of every statement, session or element at a level that others keep for events.
        for (String chatty :
                new String[] {"org.hibernate", "org.flywaydb", "org.apache.activemq", "org.eclipse.jetty"}) {
            context.getLogger(chatty).setLevel(Level.WARN);
        }
    }

    private static void start(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    private static Logger root(Level level) {
        Logger root = context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(level);
        return root;
    }

    private static LoggerContext context() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            return context;
        }
        throw new IllegalStateException("another logging library came first on the class path: " + factory.getClass());
    }
}
