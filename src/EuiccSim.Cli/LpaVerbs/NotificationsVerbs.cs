using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa notifications</c>: what waits to be told to servers. Without another word it lists.</summary>
internal static class NotificationsVerbs
{
    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        Command list = new Command("list", "Lists what waits.").Does(at, call => ListAsync(call, target));
        Command command = new("notifications", "What waits to be told to servers.") { list, Send(at, target), Remove(at, target) };
        return command.Does(at, call => ListAsync(call, target));
    }

    private static Task<VerbResult> ListAsync(VerbCall call, CardTargetOptions target) =>
        target.WithLpaAsync<VerbResult>(call, async lpa => new NotificationList(await lpa.ListNotificationsAsync(call.Ct)));

    private static Command Send(Surroundings at, CardTargetOptions target)
    {
        Argument<long[]> numbers = Numbers("all if none is named");
        ServerOptions servers = new(target);
        Command command = servers.AddTo(new Command("send", "Delivers to the servers, and removes what is delivered.") { numbers });
        return command.Does(at, async call =>
        {
            long[] wanted = call.Parsed.GetValue(numbers) ?? [];
            NotificationFilter? filter = wanted.Length > 0 ? new() { SeqNumbers = wanted } : null;
            IEs9Transport way = servers.Open(call);
            using IDisposable? owned = way as IDisposable;
            return await target.WithLpaAsync<VerbResult>(call, async lpa => new DeliveryList(await lpa.ProcessNotificationsAsync(filter, call.Ct), wanted, GivenWords.OfCard(call.Parsed)), way);
        });
    }

    private static Command Remove(Surroundings at, CardTargetOptions target)
    {
        Argument<long[]> numbers = Numbers("or --all");
        Option<bool> all = new("--all") { Description = "All of them." };
        return new Command("remove", "Removes from the card without telling anybody.") { numbers, all }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            long[] wanted = call.Parsed.GetValue(numbers) ?? [];
            if (wanted.Length == 0 && !call.Parsed.GetValue(all)) throw CommandFailure.Missing("arguments", "Which ones? Name their numbers, or --all.");
            IReadOnlyList<NotificationSummary> waiting = await lpa.ListNotificationsAsync(call.Ct);
            int left = wanted.Length == 0 ? waiting.Count(one => one.SeqNumber is null) : 0;
            if (wanted.Length == 0) wanted = [.. waiting.Select(one => one.SeqNumber).OfType<long>()];
            foreach (long number in wanted) await lpa.Es10b.RemoveNotificationFromListAsync(number, call.Ct);
            return new NotificationList([.. waiting.Where(one => one.SeqNumber is { } number && wanted.Contains(number))]) { Name = "removed", Left = left };
        }));
    }

    private static Argument<long[]> Numbers(string otherwise) =>
        new("SEQ") { Description = $"Sequence numbers; {otherwise}.", Arity = ArgumentArity.ZeroOrMore };
}
