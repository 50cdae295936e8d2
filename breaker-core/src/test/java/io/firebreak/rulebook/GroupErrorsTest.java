package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that nobody leads, or whose members cannot follow, are refused with line and fix. */
class GroupErrorsTest
{
    private static final String BAND =
        "monitor = BAND, trip_state = PAUSED, record_bands = false, pause { length_s = 60 }, " +
        "reopening { kind = UNCHECKED }";

    @TempDir
    private Path directory;

    private CompiledRulebook load(final String lead, final String leader, final String other, final String follower)
    {
        final String rule = "rules = [ { id = ten, observe = POTENTIAL_TRADE, reference = last, comparator = GT, " +
            "rounding = NONE, width_ppm = 100000, reason = PRICE_BAND } ]";
        final String references = "references { last { kind = LAST } }";
        return Sample.load(directory, String.join("\n",
            "rulebook { name = groups, version = \"1\", source = test }",
            "session { opening_window_s = 0 }",
            "classes {",
            "lead { " + lead + ", " + references,
            "  breakers = [ { " + leader + ", " + rule + " } ] }",
            "other { " + other + ", " + references,
            "  breakers = [ { " + follower + ", " + rule + " } ] }",
            "}", ""));
    }

    private void assertRefused(final String lead, final String leader, final String other, final String follower,
        final int line, final String wrong)
    {
        assertThatThrownBy(() -> load(lead, leader, other, follower)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:" + line).hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @Test
    void shouldTakeAGroupThatIsLedAndFollowed()
    {
        final CompiledRulebook rulebook = load("group = oil", "id = dcb, propagates = GROUP, " + BAND,
            "group = oil", "id = dcb, " + BAND.replace("60", "5"));
        assertThat(rulebook.worstExit(1).get(0).line()).as("as long as the leader's")
            .contains("longest pause 60 s");
    }

    @Test
    void shouldRefuseAGroupThatNobodyLeads()
    {
        assertRefused("group = oil", "id = dcb, propagates = GROUP, " + BAND, "group = oill", "id = dcb, " + BAND, 6,
            "nobody leads the group oill; nearest match that is led: oil");
        assertRefused("group = oil", "id = dcb, " + BAND, "group = oil", "id = dcb, " + BAND, 4,
            "write propagates = GROUP in a breaker");
    }

    @Test
    void shouldRefuseALeaderOfNoGroup()
    {
        assertRefused("on_stale = HALT", "id = dcb, propagates = GROUP, " + BAND, "group = oil", "id = dcb, " + BAND, 5,
            "class lead belongs to no group");
        assertRefused("group = oil", "id = dcb, group_state = HALTED, " + BAND, "group = oil", "id = dcb, " + BAND, 5,
            "nothing is propagated");
        assertRefused("group = oil", "id = dcb, propagates = GROUP, monitor = BAND, trip_state = OPEN, " +
            "record_bands = false", "group = oil", "id = dcb, " + BAND, 5, "only a band that stops its own instrument");
    }

    @Test
    void shouldRefuseAMemberThatCannotFollow()
    {
        assertRefused("group = oil", "id = dcb, propagates = GROUP, " + BAND, "group = oil", "id = dbc, " + BAND, 6,
            "has no breaker dcb to take the trips of the group oil; nearest match: dbc");
        assertRefused("group = oil", "id = dcb, propagates = GROUP, " + BAND, "group = oil",
            "id = dcb, " + BAND.replace("kind = UNCHECKED",
                "kind = UNCROSS, max_extensions = 0, check { widths_ppm = [10000] }"), 7,
            "its call is checked around the price of its own trip");
        assertRefused("group = oil", "id = dcb, propagates = GROUP, " + BAND, "group = oil",
            "id = dcb, monitor = BAND, trip_state = OPEN, record_bands = false", 7, "no band that stops");
    }
}
