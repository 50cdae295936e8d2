package io.firebreak.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that risk officers read shows what the gate does. */
class PermissionPageTest
{
    @Test
    void shouldShowEveryStateWithWhatItPermits() throws IOException
    {
        final String page = Files.readString(Path.of("..", "docs", "permissions.md"));
        assertThat(page).contains("| state | severity | " + Arrays.stream(OrderKind.values())
            .map(OrderKind::name).collect(Collectors.joining(" | ")) + " |");
        for (final TradingState state : TradingState.values())
        {
            assertThat(page).contains("| " + state + " | " + TradingState.severity(state.code()) + " | " +
                Arrays.stream(OrderKind.values()).map(kind -> (state.permissions() & kind.bit()) != 0 ? "yes" : "-")
                .collect(Collectors.joining(" | ")) + " |");
        }
    }
}
