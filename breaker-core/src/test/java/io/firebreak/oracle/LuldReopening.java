package io.firebreak.oracle;

/** One pause and the call that ends it: what its collars are measured from, and how far they have moved. */
final class LuldReopening
{
    final boolean atLower;
    final long auctionReference;
    LuldBands collars;
    long extensions;
    boolean uncrossing;

    private final long step;

    LuldReopening(final boolean atLower, final LuldBands bands)
    {
        this.atLower = atLower;
        auctionReference = atLower ? bands.lower() : bands.upper();
        step = LuldBands.step(auctionReference);
        collars = atLower ? new LuldBands(auctionReference - step, bands.upper()) :
            new LuldBands(bands.lower(), auctionReference + step);
    }

    /** Moves the violated side by the initial step. */
    void widen(final boolean lowerSide)
    {
        extensions++;
        collars = lowerSide ? new LuldBands(collars.lower() - step, collars.upper()) :
            new LuldBands(collars.lower(), collars.upper() + step);
    }
}
