using System.Globalization;

namespace MovieBooking.Load.Bench.Figures;

/// <summary>The middle of several measurements, and how far they lie apart.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>For people: <c>0.42 (0.40–0.45)</c>.</summary>
    public override string ToString() => $"{Short(Median)} ({Short(Least)}–{Short(Most)})";

    /// <summary>Three digits that matter.</summary>
    public static string Short(double value) =>
        double.IsFinite(value)
            ? value.ToString(
                Math.Abs(value) switch
                {
                    >= 100 => "N0",
                    >= 10 => "N1",
                    >= 1 => "N2",
                    _ => "0.000",
                },
                CultureInfo.InvariantCulture
            )
            : "–";
}

/// <summary>One question, put to the product and to its baselines in turn; round n of each belongs to pair n.</summary>
internal sealed class Comparison(string scenario, string name)
{
    public const string Product = "product";

    private readonly List<(string Contender, List<Round> Rounds)> _contenders = [];

    public string Scenario => scenario;

    public string Name => name;

    public IEnumerable<string> Contenders => _contenders.Select(entry => entry.Contender);

    public void Add(string contender, Round round)
    {
        if (!Contenders.Contains(contender, StringComparer.Ordinal))
        {
            _contenders.Add((contender, []));
        }

        RoundsOf(contender).Add(round);
    }

    public List<Round> RoundsOf(string contender) => _contenders.Single(entry => entry.Contender == contender).Rounds;

    public Spread Of(string contender, Func<Round, double> figure) => Spread.Of(RoundsOf(contender).Select(figure));

    /// <summary>How many times the second's figure the first's is, pair by pair.</summary>
    public Spread Ratio(string contender, string baseline, Func<Round, double> figure) =>
        Spread.Of(RoundsOf(contender).Zip(RoundsOf(baseline), (one, other) => figure(one) / figure(other)));
}

/// <summary>What the figures should be: printed as met or missed, never asserted.</summary>
internal sealed record Goal(string Text, double Value, bool IsMet)
{
    public static Goal AtLeast(string text, double value, double bound) => new(text, value, value >= bound);

    public static Goal AtMost(string text, double value, double bound) => new(text, value, value <= bound);
}
