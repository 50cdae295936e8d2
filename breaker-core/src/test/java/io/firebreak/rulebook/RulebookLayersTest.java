package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.market.Durability;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookLayersTest
{
    private static final String INSTRUMENTS =
        "instruments { \"BRK.B\" { class = stock, breakers = [ { id = luld, limit_state_s = 20 } ] } }\n";

    @TempDir
    private Path directory;

    @Test
    void shouldHaveTheSameHashAndTextWhenOnlyCommentsOrderAndUnitsDiffer()
    {
        final CompiledRulebook one = Sample.load(directory, Sample.PERP);
        final String shuffled = Sample.with(Sample.with(Sample.with(Sample.with(Sample.PERP,
            "  quotes = OWN_VENUE\n  fast_tau_s = 30\n  slow_tau_s = 3600\n",
            "# a comment\n  slow_tau_ms = 3600000\n  fast_tau_ns = 30000000000\n\n  quotes = own_venue\n"),
            "{ kind = EMA, tau_s = 300 }", "{ tau_s = 300, kind = EMA }"),
            "width_ppm = 25000, scaled = true", "scaled = true, width_bps = 250"),
            "trips = 12, window_s", "trips = { value = 12 }, window_s");
        final CompiledRulebook two = Sample.load(directory, shuffled);
        assertThat(two.sha256()).isEqualTo(one.sha256());
        assertThat(two.canonical()).isEqualTo(one.canonical());
        assertThat(two.imageHash()).isEqualTo(one.imageHash());
    }

    @Test
    void shouldHaveAnotherHashWhenAnyNumberDiffers()
    {
        final CompiledRulebook one = Sample.load(directory, Sample.PERP);
        final CompiledRulebook two = Sample.load(directory, Sample.with(Sample.PERP, "trips = 12", "trips = 11"));
        assertThat(two.sha256()).isNotEqualTo(one.sha256());
        assertThat(two.canonical()).isNotEqualTo(one.canonical());
    }

    @Test
    void shouldKeepReasonsInTheTextAndOutOfTheImage()
    {
        final CompiledRulebook one = Sample.load(directory, Sample.PERP);
        final CompiledRulebook two = Sample.load(directory,
            Sample.with(Sample.PERP, "trips = 12", "because = \"9 at most\", trips = { value = 12, because = room }"));
        assertThat(two.sha256()).isEqualTo(one.sha256());
        assertThat(two.canonical()).contains("trip_cap.because = \"9 at most\"\n")
            .contains("trip_cap.trips = 12 # room\n");
    }

    @Test
    void shouldNameTheImageByItsBytes() throws Exception
    {
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of());
        final byte[] digest = MessageDigest.getInstance("SHA-256").digest(rulebook.image());
        assertThat(rulebook.sha256()).isEqualTo(digest);
        assertThat(rulebook.imageHash())
            .isEqualTo(ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertThat(Rulebook.load("us-luld", Map.of()).image()).isEqualTo(rulebook.image());
    }

    @Test
    void shouldReadNamesAndBoundsBackWhenOnlyTheImageIsLeft()
    {
        for (final String name : Rulebook.shipped())
        {
            final CompiledRulebook compiled = Rulebook.load(name, Map.of());
            final CompiledRulebook read = CompiledRulebook.fromImage(compiled.image());
            assertThat(read.name()).isEqualTo(name);
            assertThat(read.version()).isEqualTo(compiled.version());
            assertThat(read.source()).isEqualTo(compiled.source());
            assertThat(read.classNames()).isEqualTo(compiled.classNames());
            assertThat(read.ruleNames()).isEqualTo(compiled.ruleNames());
            assertThat(read.sha256()).isEqualTo(compiled.sha256());
            assertThat(RulebookReport.check(read)).isEqualTo(RulebookReport.check(compiled));
            assertThat(read.settings()).isEmpty();
        }
    }

    @Test
    void shouldRefuseBytesThatAreNoImage()
    {
        assertThatThrownBy(() -> CompiledRulebook.fromImage("no image".getBytes(StandardCharsets.UTF_8)))
            .isInstanceOf(RulebookException.class).hasMessageContaining("not a parameter image");
        final byte[] cut = Rulebook.load("us-mwcb", Map.of()).image();
        assertThatThrownBy(() -> CompiledRulebook.fromImage(java.util.Arrays.copyOf(cut, cut.length - 64)))
            .isInstanceOf(RulebookException.class).hasMessageContaining("bytes says it has");
    }

    @Test
    void shouldDeriveAClassWhenAnInstrumentSettlesSomethingItself()
    {
        final CompiledRulebook rulebook = Sample.load(directory, Sample.EQUITY + INSTRUMENTS);
        assertThat(rulebook.classNames()).containsExactly("market", "stock", "BRK.B");
        assertThat(limitStateNs(rulebook, "stock")).isEqualTo(15_000_000_000L);
        assertThat(limitStateNs(rulebook, "BRK.B")).isEqualTo(20_000_000_000L);
        assertThat(rulebook.ruleNames()).as("a rule has one number in all classes").hasSize(3);
        assertThat(RulebookReport.explain(rulebook, "BRK.B"))
            .anyMatch(line -> line.matches("breakers.luld.limit_state_ns +20000000000 +instrument BRK.B +.*my.conf:28"))
            .anyMatch(line -> line.matches("breakers.luld.pause.length_ns +300000000000 +class stock +.*my.conf:17"))
            .anyMatch(line -> line.matches("filter_sweeps +1 +built in +built in"));
    }

    @Test
    void shouldLayOptionsOverTheirLayerAndLetThemFlowOn()
    {
        final String text = Sample.EQUITY + INSTRUMENTS;
        final CompiledRulebook parent = Sample.load(directory, text, Map.of("stock.luld.pause.length_s", "7",
            "stock.luld.limit_state_s", "8"));
        assertThat(limitStateNs(parent, "stock")).isEqualTo(8_000_000_000L);
        assertThat(limitStateNs(parent, "BRK.B")).as("its own value stays").isEqualTo(20_000_000_000L);
        assertThat(parent.canonical()).contains("instruments.BRK.B.breakers.luld.pause.length_ns = 7000000000\n");
        final CompiledRulebook child =
            Sample.load(directory, text, Map.of("instruments.\"BRK.B\".luld.limit_state_ms", "9"));
        assertThat(limitStateNs(child, "BRK.B")).isEqualTo(9_000_000L);
        assertThat(limitStateNs(child, "stock")).isEqualTo(15_000_000_000L);
    }

    @Test
    void shouldMoveAnInstrumentToAnotherClassWhenAnOptionSaysSo()
    {
        final String text = Sample.with(Sample.EQUITY, "stock {", "other { extends = stock, warm_up_s = 5, " +
            "breakers = [ { id = luld, limit_state_s = 1 } ] }, stock {") + "instruments { AIG { class = stock } }\n";
        assertThat(limitStateNs(Sample.load(directory, text), "AIG")).isEqualTo(15_000_000_000L);
        assertThat(limitStateNs(Sample.load(directory, text, Map.of("instruments.AIG.class", "other")), "AIG"))
            .isEqualTo(1_000_000_000L);
    }

    @Test
    void shouldReachEveryClassThatHasThePath()
    {
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of("*.luld.limit_state_s", "3"));
        assertThat(limitStateNs(rulebook, "tier1")).isEqualTo(3_000_000_000L);
        assertThat(limitStateNs(rulebook, "tier2")).isEqualTo(3_000_000_000L);
        assertThat(Rulebook.load("us-mwcb", Map.of("*.mwcb.level_1.width_ppm", "1")).canonical())
            .contains("rules.level_1.width_ppm = 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "us-luld,engine.release_after,NONE,engine.release_after = NONE",
        "us-luld,session.closing_window_s,900,session.closing_window_ns = 900000000000",
        "us-luld,defaults.luld.limit_state_s,9,classes.tier2.breakers.luld.limit_state_ns = 9000000000",
        "us-luld,tier1.luld.band.above_3_00.width_bps,50,rows.above_3_00.width_ppm = 5000",
        "us-luld,tier1.luld.band.width_ppm,5000,tier1.breakers.luld.rules.band.width.rows.to_3_00.width_ppm = 5000",
        "us-luld,classes.tier1.breakers.luld.rules.band.width_ppm,5000,rows.above_3_00.width_ppm = 5000",
        "us-luld,classes.tier1.references.mean_300s.gate.min_hold_s,5,gate.min_hold_ns = 5000000000",
        "crypto-perp,perp.price.band.width_ppm,20000,band.width.floor_ppm = 20000",
        "crypto-perp,perp.price.band.sigmas_ppm,0,band.width.sigmas_ppm = 0",
        "crypto-perp,perp.price.velocity_10s.enabled,false,velocity_10s.enabled = false",
        "crypto-perp,perp.price.confirm.hold_ms,0,confirm.hold_ns = 0",
        "crypto-perp,perp.price.trip_cap.trips,0,trip_cap.trips = 0",
        "crypto-perp,perp.depth.enabled,false,breakers.depth.enabled = false",
        "crypto-perp,perp.depth.thin.threshold_lots,5,thin.threshold_lots = 5",
        "crypto-perp,perp.extrema_10s.window_s,20,extrema_10s.window_ns = 20000000000",
        "us-mwcb,market.mwcb.level_1.cutoff_inclusive,true,level_1.cutoff_inclusive = true",
        "us-mwcb,rulebook.name,mine,rulebook.name = \"mine\""
    })
    void shouldTakeAnOptionByItsPath(
        final String rulebook, final String path, final String value, final String expected)
    {
        final CompiledRulebook changed = Rulebook.load(rulebook, Map.of(path, value));
        assertThat(changed.canonical()).contains(expected + "\n");
        assertThat(changed.settings()).anyMatch(setting -> setting.layer().equals("--set") &&
            setting.where().equals("--set " + path + "=" + value));
        assertThat(changed.sha256()).isNotEqualTo(Rulebook.load(rulebook, Map.of()).sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "tier1.luld.bnad.width_ppm,1,names nothing here; nearest match: band",
        "tier3.luld.band.width_ppm,1,names nothing here; nearest match: tier1",
        "*.price.band.width_ppm,1,names nothing here; nearest match",
        "engine.release_aftr,J1,engine.release_aftr: unknown key; nearest match: release_after",
        "tier1.luld.band.width_ppm,0.5,is not an integer as written",
        "tier1.luld.band,5,is a section",
        "tier1.luld.band.width,5,is a section",
        "tier1.luld.pause.lenth_s,5,unknown key; nearest match: length_s",
        "tier1..pause,5,is no path"
    })
    void shouldNameTheOptionWhenItIsWrong(final String path, final String value, final String wrong)
    {
        assertThatThrownBy(() -> Rulebook.load("us-luld", Map.of(path, value)))
            .isInstanceOf(RulebookException.class)
            .hasMessageStartingWith("--set " + path + "=" + value + ": ").hasMessageContaining(wrong);
    }

    @Test
    void shouldLeaveOptionsWithoutAPointToTheFeed()
    {
        assertThat(Rulebook.overrides(Map.of("tier", "1", "date", "2013-10-09", "tier1.luld.limit_state_s", "3")))
            .containsOnlyKeys("tier1.luld.limit_state_s");
    }

    @Test
    void shouldReleaseAtOnceWhenConformanceAsksForIt()
    {
        final CompiledRulebook rulebook = Rulebook.load("us-mwcb", Map.of("engine.release_after", "NONE"));
        assertThat(new ParameterImage(new UnsafeBuffer(rulebook.image()), 0)
            .headerInt(ImageHeader.H_RELEASE_AFTER)).isEqualTo(Durability.NONE.code());
    }

    @Test
    void shouldReadAnInclude() throws Exception
    {
        Files.writeString(directory.resolve("base.conf"), Sample.PERP);
        final CompiledRulebook rulebook =
            Sample.load(directory, "include \"base.conf\"\nrulebook { name = mine }\nclasses.perp.warm_up_s = 9\n");
        assertThat(rulebook.name()).isEqualTo("mine");
        assertThat(rulebook.canonical()).contains("classes.perp.warm_up_ns = 9000000000\n");
    }

    @Test
    void shouldReadAnIncludeWhenTheShippedRulebooksLieInAJar() throws Exception
    {
        final Path jar = directory.resolve("rulebooks.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)))
        {
            for (final String name : List.of("us-luld", "us-luld-single-venue"))
            {
                out.putNextEntry(new JarEntry("rulebooks/" + name + ".conf"));
                try (InputStream in = Shipped.resource(name).openStream())
                {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
            out.putNextEntry(new JarEntry("rulebooks/absent.conf"));
            out.write("include \"nothing.conf\"".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        final URL url = new URL("jar:" + jar.toUri() + "!/rulebooks/us-luld-single-venue.conf");
        assertThat(HoconReader.read(url, "us-luld-single-venue.conf").toString()).isNotEmpty();
        final URL absent = new URL("jar:" + jar.toUri() + "!/rulebooks/absent.conf");
        assertThatThrownBy(() -> HoconReader.read(absent, "absent.conf")).isInstanceOf(RulebookException.class);
    }

    @Test
    void shouldNameBothWhenTwoBreakersHaveARuleOfOneName()
    {
        final String text = Sample.with(Sample.PERP, "  } ]\n} }\n",
            "  }, { id = depth, monitor = NOTIFY,\n" +
            "    rules = [ { id = band, observe = DEPTH, threshold_lots = 5 } ] } ]\n} }\n");
        assertThat(Sample.load(directory, text).ruleNames().values())
            .containsExactly("price.band", "velocity", "volatility", "depth.band");
    }

    private static long limitStateNs(final CompiledRulebook rulebook, final String name)
    {
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        final ParameterImage parameters = new ParameterImage(image, 0);
        return image.getLong(parameters.breakerAt(parameters.classAt(rulebook.classIndex(name)), 0) +
            ImageLayout.B_LIMIT_STATE_NS);
    }
}
