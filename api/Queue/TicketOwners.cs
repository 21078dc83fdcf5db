using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using MovieBooking.Api.Backplane;
using StackExchange.Redis;

namespace MovieBooking.Api.Queue;

/// <summary>
/// Whose a ticket is: it lets in one account, the first that takes seats with it, so that nobody lets a hundred friends in with
/// his own. Known to the processes that share a Redis, else to this one alone, and forgotten with it: that is enough for what orders a
/// crowd.
/// </summary>
internal sealed class TicketOwners(ProcessBackplane backplane) : IDisposable
{
    // Of some 200 bytes. A ticket that finds no room lets in anybody who shows it.
    private const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly MemoryCache _owners = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>Whether the ticket is this user's; it is from now on where it was nobody's.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="userId">The user.</param>
    /// <param name="lasts">How long its turn still lasts.</param>
    public async ValueTask<bool> IsOfAsync(QueueTicket ticket, int userId, TimeSpan lasts)
    {
        if (_owners.TryGetValue(ticket, out int known))
        {
            return known == userId;
        }

        var first = await backplane.AskAsync(redis => FirstAsync(redis.GetDatabase(), ticket, userId, lasts));
        return Keep(ticket, first is { Length: > 0 } ? int.Parse(first, CultureInfo.InvariantCulture) : userId, lasts) == userId;
    }

    public void Dispose() => _owners.Dispose();

    private static async Task<string> FirstAsync(IDatabase redis, QueueTicket ticket, int userId, TimeSpan lasts)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"moviebooking:queue:{ticket.RoomId}:{ticket.Place}");
        await redis.StringSetAsync(key, userId, lasts, When.NotExists);
        return (await redis.StringGetAsync(key)).ToString();
    }

    /// <summary>Of two at once here the first.</summary>
    private int Keep(QueueTicket ticket, int userId, TimeSpan lasts)
    {
        lock (_lock)
        {
            if (_owners.TryGetValue(ticket, out int owner))
            {
                return owner;
            }

            _owners.Set(ticket, userId, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lasts });
            return userId;
        }
    }
}
