/** The inverse of a symmetric positive definite square, kept row by row; null where it is not one (Cholesky). */
export function invertPositive(square: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let left = square[row * size + column] ?? 0;
      for (let k = 0; k < column; k++)
        left -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
      if (row > column) factor[row * size + column] = left / (factor[column * size + column] ?? 1);
      else if (left > 1e-12 * (square[row * size + row] ?? 0)) factor[row * size + row] = Math.sqrt(left);
      else return null;
    }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const at = (row: number) => inverse[row * size + column] ?? 0;
    for (let row = column; row < size; row++) {
      let left = row === column ? 1 : 0;
      for (let k = column; k < row; k++) left -= (factor[row * size + k] ?? 0) * at(k);
      inverse[row * size + column] = left / (factor[row * size + row] ?? 1);
    }
    for (let row = size - 1; row >= 0; row--) {
      let left = at(row);
      for (let k = row + 1; k < size; k++) left -= (factor[k * size + row] ?? 0) * at(k);
      inverse[row * size + column] = left / (factor[row * size + row] ?? 1);
    }
  }
  return inverse;
}
