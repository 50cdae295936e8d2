package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.JournalAlarm;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalReservationTest
{
    private static final int APPEND_BYTES = 1 << 16;

    @TempDir
    private Path directory;

    private static void await(final BooleanSupplier condition) throws InterruptedException
    {
        while (!condition.getAsBoolean())
        {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void shouldTellAndGoOnWhenItsThreadMeetsWhatIsNoTroubleOfTheDisk() throws Exception
    {
        final List<JournalAlarm.Trouble> told = new CopyOnWriteArrayList<>();
        final JournalSettings settings = new JournalSettings(8 << 20, 1, 1);
        final JournalReservation reservation = new JournalReservation(
            directory, directory.resolve("20261121F.cq4"), APPEND_BYTES, settings, told::add);
        try
        {
            assertThat(reservation.covers(APPEND_BYTES)).isTrue();
            final Field field = JournalReservation.class.getDeclaredField("settings");
            field.setAccessible(true);
            field.set(reservation, null);
            reservation.appendedTo(8 << 20);
            await(() -> reservation.full() != null);
            assertThat(reservation.full()).hasMessageContaining("NullPointerException");
            // Longer than its thread waits before it tries again.
            assertThat(reservation.covers(APPEND_BYTES)).isFalse();
            assertThat(told).containsOnlyOnce(JournalAlarm.Trouble.FAILED);

            field.set(reservation, settings);
            await(() -> reservation.covers(APPEND_BYTES));
            await(() -> reservation.full() == null);
        }
        finally
        {
            reservation.close();
        }
    }
}
