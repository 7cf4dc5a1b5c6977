/** `1,234.50`. */
export function dollars(amount: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** `+12.00` or `-12.00`. */
export function change(amount: number): string {
  return `${amount < 0 ? "-" : "+"}${dollars(Math.abs(amount))}`;
}
