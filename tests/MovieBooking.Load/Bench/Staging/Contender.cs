using MovieBooking.Load.Staging;

namespace MovieBooking.Load.Bench.Staging;

/// <summary>A server that is measured: the product, or a baseline that answers the same requests.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Process">The server.</param>
/// <param name="SignedIn">The line of the head that tells who asks.</param>
/// <param name="OnSale">Showtimes in its database.</param>
internal sealed record Contender(string Name, ApiProcess Process, Func<int, string> SignedIn, OnSale OnSale)
{
    public Uri Address => Process.Address;
}
