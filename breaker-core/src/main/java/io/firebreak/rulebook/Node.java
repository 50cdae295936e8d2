package io.firebreak.rulebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value of a rulebook with the place and the layer it came from: a scalar as written, an object, or a list of
 * objects that carry an id and are therefore addressed, merged and overridden by it.
 */
final class Node
{
    /** What a value is. */
    enum Shape
    {
        INTEGER, FLAG, TEXT, VALUES, OBJECT, LIST
    }

    private static final String WIDTH = "width";

    private final Shape shape;
    private final String text;
    private final Where where;
    private final String layer;
    private final String because;
    private final Map<String, Node> children = new LinkedHashMap<>();

    private Node(final Shape shape, final String text, final Where where, final String layer, final String because)
    {
        this.shape = shape;
        this.text = text;
        this.where = where;
        this.layer = layer;
        this.because = because;
    }

    static Node scalar(
        final Shape shape, final String text, final Where where, final String layer, final String because)
    {
        return new Node(shape, text, where, layer, because);
    }

    static Node object(final Where where, final String layer)
    {
        return new Node(Shape.OBJECT, "", where, layer, null);
    }

    static Node list(final Where where, final String layer)
    {
        return new Node(Shape.LIST, "", where, layer, null);
    }

    Shape shape()
    {
        return shape;
    }

    boolean isContainer()
    {
        return shape == Shape.OBJECT || shape == Shape.LIST;
    }

    String text()
    {
        return text;
    }

    Where where()
    {
        return where;
    }

    String layer()
    {
        return layer;
    }

    String because()
    {
        return because;
    }

    Map<String, Node> children()
    {
        return children;
    }

    Node child(final String key)
    {
        return children.get(key);
    }

    /** Put a value; a value of the same quantity in another unit leaves, for the later layer speaks for both. */
    void replace(final String key, final Node value)
    {
        final String stem = Unit.stem(key);
        final Node width = child(WIDTH);
        if (WIDTH.equals(stem) && !WIDTH.equals(key) && width != null && width.isContainer())
        {
            children.put(WIDTH, width.withWidth(key, value));
            return;
        }
        if (!stem.equals(key) || WIDTH.equals(key))
        {
            children.keySet().removeIf(other -> !other.equals(key) && Unit.stem(other).equals(stem));
        }
        children.put(key, value);
    }

    /** This value as the later layer over another: lists keep the base's order and merge by id. */
    Node over(final Node base)
    {
        if (base == null || !isContainer() || base.shape != shape || isOfAnotherKind(base))
        {
            return copy();
        }
        final Node merged = base.copy();
        children.forEach((key, value) -> merged.replace(key, value.over(merged.child(key))));
        return merged;
    }

    Node copy()
    {
        return labelled("", false);
    }

    /** A copy all of whose values belong to a layer. */
    Node labelled(final String name)
    {
        return labelled(name, true);
    }

    private Node labelled(final String name, final boolean all)
    {
        final Node copy = new Node(shape, text, where, all ? name : layer, because);
        children.forEach((key, value) -> copy.children.put(key, value.labelled(name, all)));
        return copy;
    }

    private boolean isOfAnotherKind(final Node base)
    {
        final Node mine = child("kind");
        final Node theirs = base.child("kind");
        return mine != null && theirs != null && !mine.text.equals(theirs.text);
    }

    /** A whole width by one number: the floor of a volatility width, every row of a table. */
    private Node withWidth(final String key, final Node value)
    {
        final Node width = copy();
        final String unit = key.substring(WIDTH.length());
        final Node rows = width.child("rows");
        if (rows != null)
        {
            rows.children.values().forEach(row -> row.replace(key, value.copy()));
        }
        else
        {
            width.replace(width.children.containsKey("sigmas_ppm") ? "floor" + unit : key, value.copy());
        }
        return width;
    }
}
