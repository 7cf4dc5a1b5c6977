import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { isHidden, isRecord, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const ec2InstanceRequireEncryptedDisk = eachResource({
  id: "ec2-instance-require-encrypted-disk",
  title: "Disks of machines are encrypted",
  controls: [...securityHub("EC2.3"), ...checkov("CKV_AWS_8")],
  severity: "mandatory",
  of: [types.machine],
  check: (machine) => {
    const disks = [machine.inputs.rootBlockDevice, ...listOf(machine.inputs.ebsBlockDevices)];
    if (disks.some((disk) => isHidden(disk) || (isRecord(disk) && isHidden(disk.encrypted))))
      return notKnown("encrypted of a disk");
    return disks.every((disk) => isRecord(disk) && disk.encrypted === true)
      ? pass("every disk is encrypted")
      : fail("a disk is not encrypted", "Set encrypted to true of rootBlockDevice and of every other disk.");
  },
});
