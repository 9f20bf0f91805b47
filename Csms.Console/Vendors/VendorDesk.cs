using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Stations.Vendors;

namespace Csms.Console.Vendors;

/// <summary>
/// The one way in which people and programs enter what vendors mean: fault codes and DataTransfer messages. Allowed, stored, audited, in that order.
/// </summary>
public sealed class VendorDesk(FaultLibrary faults, TransferDirectory transfers, IAuditLog audit, TimeProvider time)
{
    /// <summary>Whether somebody may enter and remove.</summary>
    public static bool May(AccessScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Sites(Permissions.SettingsManage).All;
    }

    /// <summary>Enters or replaces the meaning of a fault code; null: not allowed.</summary>
    public async Task<(OwnFaultCode Saved, bool IsNew)?> PutAsync(AccessScope scope, string vendor, string code, string meaning, CancellationToken cancellation)
    {
        if (!May(scope)) return null;
        var saved = new OwnFaultCode(vendor, code, meaning, time.GetUtcNow(), scope.Actor.Name);
        var before = await faults.PutAsync(saved, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "faultCode.create" : "faultCode.update", "faultCode", $"{vendor} {code}", before is null ? null : new { before.Meaning }, new { meaning }, cancellationToken: CancellationToken.None);
        return (saved, before is null);
    }

    /// <summary>Removes the meaning of a fault code; null: not allowed; false: there is none.</summary>
    public async Task<bool?> DeleteFaultCodeAsync(AccessScope scope, string vendor, string code, CancellationToken cancellation)
    {
        if (!May(scope)) return null;
        var before = faults.FindOwn(vendor, code);
        if (!await faults.DeleteAsync(vendor, code, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "faultCode.delete", "faultCode", $"{vendor} {code}", new { before?.Meaning }, null, cancellationToken: CancellationToken.None);
        return true;
    }

    /// <summary>Enters or replaces a DataTransfer message; null: not allowed.</summary>
    public async Task<(TransferMessage Saved, bool IsNew)?> PutAsync(AccessScope scope, string vendorId, string messageId, TransferSchema schema, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!May(scope)) return null;
        var saved = new TransferMessage(vendorId, messageId, schema, time.GetUtcNow(), scope.Actor.Name);
        var before = await transfers.PutAsync(saved, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "transferMessage.create" : "transferMessage.update", "transferMessage", $"{vendorId} {messageId}".TrimEnd(),
            before is null ? null : new { Schema = before.Schema.Text }, new { Schema = schema.Text }, cancellationToken: CancellationToken.None);
        return (saved, before is null);
    }

    /// <summary>Removes a DataTransfer message; null: not allowed; false: there is none.</summary>
    public async Task<bool?> DeleteTransferAsync(AccessScope scope, string vendorId, string messageId, CancellationToken cancellation)
    {
        if (!May(scope)) return null;
        var before = transfers.Find(vendorId, messageId);
        if (!await transfers.DeleteAsync(vendorId, messageId, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "transferMessage.delete", "transferMessage", $"{vendorId} {messageId}".TrimEnd(), new { Schema = before?.Schema.Text }, null, cancellationToken: CancellationToken.None);
        return true;
    }
}
