using Csms.Simulator.Demo;
using Npgsql;

namespace Csms.Console.Demo;

/// <summary>What the drivers of the station with a terminal have paid there.</summary>
internal sealed partial class DemoPast
{
    /// <summary>A third of its sessions were paid at the terminal; of some the payment provider was reached at the second try only, some drivers gave up before they charged.</summary>
    private static async Task PaymentsAsync(NpgsqlConnection connection, DemoStation? terminal, CancellationToken cancellation)
    {
        if (terminal is null) return;
        await using var paid = new NpgsqlCommand(
            """
            UPDATE csms.sessions SET id_token = 'PSP-' || station_id || '-' || id, token_type = 'DirectPayment', group_id = NULL WHERE station_id = $1 AND id % 3 = 0 AND energy_wh > 0
            """,
            connection);
        Add(paid, terminal.Id);
        await paid.ExecuteNonQueryAsync(cancellation);
        await using var settled = new NpgsqlCommand(
            """
            WITH told AS (
                SELECT station_key, station_id, id_token, transaction_id, round(energy_wh * 0.00059, 2) AS amount, ended_at, 'Settled' AS status, NULL AS info, 'R-' || to_char(ended_at, 'YYMMDD') || '-' || id AS receipt, true AS counts
                FROM csms.sessions WHERE station_id = $1 AND token_type = 'DirectPayment'
                UNION ALL
                SELECT station_key, station_id, id_token, transaction_id, round(energy_wh * 0.00059, 2), ended_at - interval '40 s', 'Failed', 'Payment provider not reached', NULL, false
                FROM csms.sessions WHERE station_id = $1 AND token_type = 'DirectPayment' AND id % 15 = 0
                UNION ALL
                SELECT station_key, station_id, id_token || '-0', NULL, 0, started_at - interval '6 min', 'Canceled', NULL, NULL, true
                FROM csms.sessions WHERE station_id = $1 AND token_type = 'DirectPayment' AND id % 12 = 0)
            INSERT INTO csms.settlements (station_key, station_id, psp_ref, transaction_id, status, status_info, amount, currency, settled_at, at, received_at, receipt_id, is_current)
            SELECT station_key, station_id, id_token, transaction_id, status, info, amount, 'EUR', ended_at, ended_at, ended_at, receipt, counts FROM told ORDER BY ended_at
            """,
            connection);
        Add(settled, terminal.Id);
        await settled.ExecuteNonQueryAsync(cancellation);
    }
}
