using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;
using Npgsql;

namespace EuiccSim.Servers.PostgreSql.Tests;

internal sealed class PostgreSqlSmdpStoreTests : StoreContract
{
    private string _schema = "";

    protected override ISmdpStore Create() => PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema = DatabaseServer.NewSchema()).Now();

    protected override ISmdpStore Reopen(ISmdpStore store)
    {
        ((PostgreSqlSmdpStore)store).Dispose();
        return PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema).Now();
    }

    [Test]
    public void What_one_store_commits_the_other_knows()
    {
        using PostgreSqlSmdpStore other = PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema).Now();
        ProfileOrder order = FullOrder.Create();
        Assert.That(Store.TryCommitAsync(order, null).Now(), Is.True);
        Assert.That(other.TryCommitAsync(order, null).Now(), Is.False);
        Assert.That(other.TryCommitAsync((order with { State = OrderState.Error }).After(order), null).Now(), Is.True);
        Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public void Stores_that_open_an_empty_database_at_once_make_its_tables_once()
    {
        string schema = DatabaseServer.NewSchema();
        PostgreSqlSmdpStore[] stores = new PostgreSqlSmdpStore[6];
        Parallel.For(0, stores.Length, i => stores[i] = PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, schema).Now());
        Assert.That(stores[0].TryCommitAsync(FullOrder.Create(), null).Now(), Is.True);
        Assert.That(stores[^1].ListOrdersAsync().Now(), Has.Count.EqualTo(1));
        foreach (PostgreSqlSmdpStore store in stores) store.Dispose();
    }

    [Test]
    public void A_state_of_another_version_is_refused()
    {
        Execute($"UPDATE {_schema}.format SET version = 2");
        Assert.That(() => PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema).Now(),
            Throws.TypeOf<SmdpStoreException>().With.Message.Contains("of version 2"));
    }

    [TestCase("")]
    [TestCase("Upper")]
    [TestCase("1digit")]
    [TestCase("a; DROP TABLE orders")]
    public void A_schema_has_a_plain_name(string schema) =>
        Assert.That(() => PostgreSqlSmdpStore.OpenAsync("Host=nowhere", schema), Throws.ArgumentException);

    [Test]
    public void A_database_that_is_not_there_is_told_without_the_password() =>
        Assert.That(() => PostgreSqlSmdpStore.OpenAsync("Host=/nowhere;Username=smdp;Password=geheim;Database=smdp"),
            Throws.TypeOf<SmdpStoreException>().With.Message.StartsWith("smdp@/nowhere:").And.Message.Not.Contains("geheim"));

    [Test]
    public void What_cannot_be_read_is_told()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(order, null).Now();
        Execute($"DELETE FROM {_schema}.parts");
        using PostgreSqlSmdpStore other = PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema).Now();
        Assert.That(() => other.FindOrderAsync(order.Iccid).Now(), Throws.TypeOf<SmdpStoreException>());
    }

    [Test]
    public void A_package_is_in_the_database_once_and_goes_with_its_last_use()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(order, null).Now();
        Assert.That(Count("parts"), Is.EqualTo(2));
        ProfileOrder next = (order with { Deliveries = [] }).After(order);
        Store.TryCommitAsync(next, null).Now();
        Assert.That(Count("parts"), Is.EqualTo(1));
        Assert.That(Count("deliveries"), Is.Zero);
        Store.TryCommitAsync(order.After(next), null).Now();
        Assert.That(Count("parts"), Is.EqualTo(2));
        Assert.That(Count("deliveries"), Is.EqualTo(2));
    }

    [Test]
    public void After_its_connections_were_cut_the_client_is_told_and_the_next_attempt_works()
    {
        TestServer server = new(store: Store);
        server.Release();
        ScriptedEuicc euicc = server.Euicc();
        int cut = 0;
        euicc.Reach = (function, body) =>
        {
            Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%" + _schema + ".%'");
            return WithRetries(server, function, body, ref cut);
        };
        Assert.That(euicc.Download().Code, Is.Empty);
        euicc.NotifyInstalled(server.Order().Iccid);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
        Assert.That(cut, Is.GreaterThan(0));
    }

    // A pool may hold several connections that were cut.
    private static Es9HttpResponse WithRetries(TestServer server, string function, Octets body, ref int cut)
    {
        for (int i = 0; i < 20; i++)
        {
            Es9HttpResponse response = server.Server.HandleAsync(function, body).Now();
            if (response.Status != 503) return response;
            cut++;
        }
        throw new AssertionException("the store does not come back");
    }

    private long Count(string table)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(DatabaseServer.ConnectionString);
        using NpgsqlCommand command = source.CreateCommand($"SELECT count(*) FROM {_schema}.{table}");
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(string sql)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(DatabaseServer.ConnectionString);
        using NpgsqlCommand command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
