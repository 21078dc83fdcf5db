using Microsoft.Extensions.Caching.Memory;

namespace MovieBooking.Api.Queue;

/// <summary>
/// Whose a ticket is: it lets in one account, the first that takes seats with it, so that nobody lets a hundred friends in with
/// his own. Known to this process alone, and forgotten with it: that is enough for what orders a crowd.
/// </summary>
internal sealed class TicketOwners : IDisposable
{
    // Of some 200 bytes. A ticket that finds no room lets in anybody who shows it.
    private const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly MemoryCache _owners = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>Whether the ticket is this user's; it is from now on where it was nobody's.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="userId">The user.</param>
    /// <param name="lasts">How long its turn still lasts.</param>
    public bool IsOf(QueueTicket ticket, int userId, TimeSpan lasts)
    {
        lock (_lock)
        {
            if (_owners.TryGetValue(ticket, out int owner))
            {
                return owner == userId;
            }

            _owners.Set(ticket, userId, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lasts });
            return true;
        }
    }

    public void Dispose() => _owners.Dispose();
}
