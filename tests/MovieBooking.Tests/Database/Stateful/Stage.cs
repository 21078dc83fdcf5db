using MovieBooking.Tests.Support;
using MySqlConnector;

namespace MovieBooking.Tests.Database.Stateful;

/// <summary>Lets actors begin, call and end in the order of an <see cref="Interleaving"/>, as far as the database does not make them wait.</summary>
internal sealed class Stage(TestDatabase database, BookedShow show, MySqlConnection[] sessions, Interleaving interleaving)
{
    private readonly Task<int>?[] _calls = new Task<int>?[interleaving.Actors.Count];
    private readonly bool[] _began = new bool[interleaving.Actors.Count];
    private readonly bool[] _queued = new bool[interleaving.Actors.Count];
    private readonly bool[] _ended = new bool[interleaving.Actors.Count];
    private readonly List<(Actor Actor, int Error)> _history = [];

    public static DateTime Clock(Actor actor) => actor.IsLate ? Show.Noon.AddMinutes(15) : Show.Noon;

    /// <summary>What was committed or refused, in that order.</summary>
    public async Task<IReadOnlyList<(Actor Actor, int Error)>> PlayAsync()
    {
        var turns = interleaving.Order.ToList();
        while (!_ended.All(ended => ended))
        {
            await SettleAsync();
            // Who stands in a queue comes later; who holds what they wait for is never among them.
            var next = turns.FindIndex(actor => !_ended[actor] && !_queued[actor]);
            if (next >= 0)
            {
                await TakeTurnAsync(turns[next]);
                turns.RemoveAt(next);
            }
        }

        return _history;
    }

    /// <summary>Waits until each call is over or stands in a queue. A refused one ends its transaction, as every caller does.</summary>
    private async Task SettleAsync()
    {
        for (var actor = 0; actor < _calls.Length; actor++)
        {
            if (_calls[actor] is not { } call || _ended[actor])
            {
                continue;
            }

            // A session can only wait for one that has called and not ended yet.
            await (
                Enumerable.Range(0, _calls.Length).Any(other => other != actor && _calls[other] is not null && !_ended[other])
                    ? Race.QueuedAsync(database, sessions[actor], call)
                    : call
            );
            _queued[actor] = !call.IsCompleted;
            if (!_queued[actor] && await call is not 0 and var error)
            {
                _history.Add((interleaving.Actors[actor], error));
                await EndAsync(actor, "ROLLBACK");
            }
        }
    }

    private async Task TakeTurnAsync(int actor)
    {
        var (session, part) = (sessions[actor], interleaving.Actors[actor]);
        if (!_began[actor])
        {
            _began[actor] = true;
            await session.SetClockAsync(Clock(part));
            await session.BeginAsync();
        }
        else if (_calls[actor] is null)
        {
            _calls[actor] = show.DoAsync(session, part.Step, Clock(part));
        }
        else if (part.Commits)
        {
            _history.Add((part, 0));
            await EndAsync(actor, "COMMIT");
        }
        else
        {
            await EndAsync(actor, "ROLLBACK");
        }
    }

    private async Task EndAsync(int actor, string how)
    {
        _ended[actor] = true;
        await sessions[actor].ExecuteAsync(how);
    }
}
