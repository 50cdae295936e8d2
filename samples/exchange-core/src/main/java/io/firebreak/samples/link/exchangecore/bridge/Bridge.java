package io.firebreak.samples.link.exchangecore.bridge;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.nio.ByteBuffer;
import java.util.function.LongUnaryOperator;

/**
 * exchange-core's order book behind types of the JDK alone, so that its class loader and the host's share nothing else.
 * The host puts a command into the buffer and calls with its number; the answer is how many matches lie in the buffer.
 * Layout and numbers: ExchangeCoreEngine. One thread.
 */
public final class Bridge implements LongUnaryOperator
{
    private static final long PLACE = 1;
    private static final long CANCEL = 2;
    private static final long REFUSED = -1;
    private static final int ANSWER_OFFSET = 64;
    private static final int MATCH_LENGTH = 24;

    private final OrderCommand command = new OrderCommand();
    private final IOrderBook book;
    private final ByteBuffer shared;
    private MatcherTradeEvent next;

    /**
     * An empty book.
     *
     * @param shared the host's buffer, in the host's byte order.
     */
    public Bridge(final ByteBuffer shared)
    {
        this.shared = shared;
        final CoreSymbolSpecification symbol = new CoreSymbolSpecification(
            1, SymbolType.FUTURES_CONTRACT, 1, 2, 1, 1, 0, 0, 0, 0);
        book = new OrderBookDirectImpl(symbol, ObjectsPool.createDefaultTestPool(),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER, LoggingConfiguration.DEFAULT);
    }

    @Override
    public long applyAsLong(final long operation)
    {
        if (operation == PLACE || operation == CANCEL)
        {
            command.command = operation == PLACE ? OrderCommandType.PLACE_ORDER : OrderCommandType.CANCEL_ORDER;
            command.symbol = 1;
            command.uid = 1;
            command.orderId = shared.getLong(0);
            command.action = shared.getLong(8) == 0 ? OrderAction.BID : OrderAction.ASK;
            command.price = shared.getLong(16);
            command.reserveBidPrice = command.price;
            command.size = shared.getLong(24);
            command.orderType = OrderType.GTC;
            command.matcherEvent = null;
            command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
            if (IOrderBook.processCommand(book, command) != CommandResultCode.SUCCESS || isRejected())
            {
                return REFUSED;
            }
            next = operation == PLACE ? command.matcherEvent : null;
        }
        return answer();
    }

    /** A rejection stands before the matches; with orders that rest it means an id that lives already. */
    private boolean isRejected()
    {
        return command.matcherEvent != null && command.matcherEvent.eventType == MatcherEventType.REJECT;
    }

    /** As many matches as the buffer holds; the host asks for more until there are none. */
    private long answer()
    {
        int count = 0;
        int at = ANSWER_OFFSET;
        while (next != null && at + MATCH_LENGTH <= shared.capacity())
        {
            if (next.eventType == MatcherEventType.TRADE)
            {
                shared.putLong(at, next.matchedOrderId).putLong(at + 8, next.price).putLong(at + 16, next.size);
                at += MATCH_LENGTH;
                count++;
            }
            next = next.nextEvent;
        }
        return count;
    }
}
