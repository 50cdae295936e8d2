package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineGate;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GuardLine;
import io.firebreak.record.RecordBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tape whose market was closed meanwhile did not show what it was to show, and its user is told why. */
class JournaledBreakerTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldSayWhyWhenTheMarketWasClosedWhileTheTapeWasPlayed()
    {
        assertThatThrownBy(() -> new Closed(directory, GuardLine.ENGINE_FAULT).close()).isInstanceOf(UserMistake.class)
            .hasMessageContaining("an error stopped the engine").hasMessageContaining("verify " + directory);
        assertThatThrownBy(() -> new Closed(directory, GuardLine.JOURNAL_FAULT).close())
            .isInstanceOf(UserMistake.class).hasMessageContaining("the disk of " + directory + " ran full");
        assertThatCode(() -> new Closed(directory, 0).close()).doesNotThrowAnyException();
    }

    /** A breaker at its end. */
    private static final class Closed extends JournaledBreaker
    {
        private final int latches;

        Closed(final Path directory, final int latches)
        {
            super(directory, RecordBuffer.inMemory(1 << 18));
            this.latches = latches;
        }

        @Override
        long guardWord()
        {
            return latches;
        }

        @Override
        BreakerEngine engine()
        {
            return null;
        }

        @Override
        InlineGate gate()
        {
            return null;
        }

        @Override
        void publish()
        {
            // Everything is.
        }

        @Override
        void end()
        {
            // It has.
        }

        @Override
        public EventPublisher publisher()
        {
            return null;
        }

        @Override
        public int poll(final DecisionListener listener)
        {
            return 0;
        }

        @Override
        public long inputs()
        {
            return 0;
        }

        @Override
        public long nextDeadlineNs()
        {
            return Long.MAX_VALUE;
        }
    }
}
